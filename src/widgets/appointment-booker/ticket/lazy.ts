import { PhoneView } from '../steps/phone-view.ts';
import { TicketView } from './ticket-view.ts';
import { WaitlistView } from './waitlist-view.ts';

/**
 * What only those need of the booker who have booked, wait, or confirm their phone: the ticket on screen, on paper and as
 * files; the turn in a line; the question for a code.
 */
export interface TicketModule {
  TicketView: typeof TicketView;
  WaitlistView: typeof WaitlistView;
  PhoneView: typeof PhoneView;
}

export const tickets: TicketModule = { TicketView, WaitlistView, PhoneView };
