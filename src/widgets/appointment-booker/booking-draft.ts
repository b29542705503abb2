import type { Slot } from '../../contract/slot.ts';
import type { Contact } from './contact.ts';
import type { Home } from './home-form.ts';

/** What is kept of an unfinished booking, in this tab. */
export interface Draft extends Contact {
  /** The service that the page asked for. */
  asked: string;
  service: string;
  /** Of which agency, on a page that stands for several. */
  agency?: string;
  place: string;
  /** Left out as long as only a visit at home is told of. */
  slot?: Slot | undefined;
  /** How much of a session; left out for a time at a desk. */
  units?: number;
  /** A visit at home. */
  home?: Home;
}

/** Whether something that was stored is a draft of a booking. */
export function fitsBooking({ asked, name, phone, email, service, place, slot, home }: Partial<Draft>): boolean {
  const texts = [asked, name, phone, email, service, place, ...(slot ? [slot.id, slot.start] : [])];
  return texts.every(text => typeof text === 'string') && !!(slot ? Date.parse(slot.start) : home);
}
