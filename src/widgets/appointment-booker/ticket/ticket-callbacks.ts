import type { Appointment } from '../../../contract/appointment.ts';
import type { Input } from '../../../contract/requests/index.ts';
import type { Slot } from '../../../contract/slot.ts';
import type { waitingCreate } from '../../../contract/waiting.ts';
import type { Ticket } from './ticket-store.ts';

/** Input of joining a waitlist. */
export type JoinRequest = Omit<Input<typeof waitingCreate>, 'agency'>;

/** What a ticket asks of the widget. */
export interface TicketCallbacks {
  move(appointment: Appointment): void;
  /** Another time of the same service, or the offered one. */
  next(ticket: Ticket, slot?: Slot): void;
  another(): void;
  cancelled(appointment: Appointment): void;
  /** An offered place was booked. */
  taken(appointment: Appointment): void;
  focus(id: string): void;
}
