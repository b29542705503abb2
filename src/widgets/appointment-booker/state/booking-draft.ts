import type { Slot } from '../../../contract/slot.ts';
import type { PortalController } from '../../../core/index.ts';
import { readDraft, wipeDraft, writeDraft } from '../../shared/draft.ts';
import type { BookingForm } from './booking-form.ts';
import type { Selection } from './selection.ts';
import type { Contact } from '../steps/contact.ts';
import type { Home } from '../steps/home-form.ts';

/** An unfinished booking, stored in this tab. */
export interface Draft extends Contact {
  /** The service that the page asked for. */
  asked: string;
  service: string;
  /** Its agency, on a page for several. */
  agency?: string;
  place: string;
  /** Missing while only the home visit has been entered. */
  slot?: Slot | undefined;
  /** Units of a session; missing for a time at a desk. */
  units?: number;
  /** A home visit. */
  home?: Home;
}

/** Stores an unfinished booking across reloads of this tab. */
export class BookingDraft {
  readonly #widget: PortalController<object>;

  constructor(widget: PortalController<object>) {
    this.#widget = widget;
  }

  get kept(): Draft | undefined {
    return readDraft<Draft>(this.#widget.portal, this.#name, fits)?.typed as Draft | undefined;
  }

  /** @param asked the service that the page asks for */
  keep(
    asked: string,
    { service, slot, way, placeId, units }: Selection,
    { contact, home: { home } }: BookingForm,
  ): void {
    const isHome = way === 'home';
    if (!service || (!slot && !isHome)) return;
    writeDraft(this.#widget.portal, this.#name, {
      ...contact,
      asked,
      agency: this.#widget.portal.settings.agency,
      service: service.id,
      place: placeId,
      slot,
      ...(units && { units: units.count }),
      ...(isHome && { home }),
    });
  }

  wipe(): void {
    wipeDraft(this.#widget.portal, this.#name);
  }

  get #name(): string {
    const { page, settings } = this.#widget.portal;
    return `draft:booking:${page ?? settings.agency}`;
  }
}

function fits({ asked, name, phone, email, service, place, slot, home }: Partial<Draft>): boolean {
  const texts = [asked, name, phone, email, service, place, ...(slot ? [slot.id, slot.start] : [])];
  return texts.every(text => typeof text === 'string') && !!(slot ? Date.parse(slot.start) : home);
}
