import type { Slot } from '../../contract/slot.ts';
import type { Contact } from './contact.ts';
import type { Home } from './home-step.ts';

/** What is kept of an unfinished booking, in this tab. */
export interface Draft extends Contact {
  /** The service that the page asked for. */
  asked: string;
  service: string;
  place: string;
  slot: Slot;
  /** How much of a session; left out for a time at a desk. */
  units?: number;
  /** A visit at home. */
  home?: Home;
}

/** Whether something that was stored is a draft of a booking. */
export function fitsBooking({ asked, name, phone, email, service, place, slot }: Partial<Draft>): boolean {
  return (
    [asked, name, phone, email, service, place, slot?.id, slot?.start].every(text => typeof text === 'string') &&
    !Number.isNaN(Date.parse(slot!.start))
  );
}
