import { PhoneFace } from '../steps/phone-view.ts';
import { TicketFace } from './ticket-view.ts';
import { WaitingFace } from './waitlist-view.ts';

/**
 * What only those need of the booker who have booked, wait, or confirm their phone: the ticket on screen, on paper and as
 * files; the turn in a line; the question for a code.
 */
export interface TicketPart {
  TicketFace: typeof TicketFace;
  WaitingFace: typeof WaitingFace;
  PhoneFace: typeof PhoneFace;
}

export const tickets: TicketPart = { TicketFace, WaitingFace, PhoneFace };
