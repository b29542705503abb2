import { TicketFace } from '../widgets/appointment-booker/ticket-face.ts';
import { WaitingFace } from '../widgets/appointment-booker/waiting-face.ts';

/** What only those need of the booker who have booked, or wait: the ticket on screen, on paper and as files; the turn in a line. */
export interface TicketPart {
  TicketFace: typeof TicketFace;
  WaitingFace: typeof WaitingFace;
}

export const tickets: TicketPart = { TicketFace, WaitingFace };
