import type { Appointment } from '../../contract/appointment.ts';
import type { Waiting } from '../../contract/waiting.ts';
import { html, nothing, type PortalController } from '../../core/index.ts';
import type { BookerTexts } from './appointment-booker.texts.ts';
import { whenOf } from './session-picker.ts';

/** What somebody has to show: an appointment, or a turn in a line. */
export type Ticket = Appointment | Waiting;

interface Kept {
  ticket: Ticket;
  /** By the device's clock, which may be years off: so it was when the ticket was kept. */
  until: number;
}

const most = 6;
const afterwards = 24 * 3600_000;
const forResult = 30 * afterwards;

export const isAppointment = (ticket: Ticket): ticket is Appointment => 'number' in ticket;

/** The tickets that stay on this device until the day after, without name and phone: to be found again, also offline. */
export class KeptTickets {
  readonly #widget: PortalController<BookerTexts>;

  constructor(widget: PortalController<BookerTexts>) {
    this.#widget = widget;
  }

  find(secret: string): Ticket | undefined {
    return this.#read().find(({ ticket }) => ticket.secret === secret)?.ticket;
  }

  /** Keeps a ticket that is still good for something; forgets one that no longer is. */
  keep(ticket: Ticket): void {
    const others = this.#read().filter(kept => kept.ticket.secret !== ticket.secret);
    const good = isAppointment(ticket)
      ? ticket.status === 'booked' || (ticket.status === 'arrived' && ticket.home && ticket.home.state !== 'returned')
      : ticket.state === 'waiting' || ticket.state === 'offered';
    // A visit is not over before its result has come.
    const awaits = isAppointment(ticket) && ticket.status === 'arrived' ? forResult : afterwards;
    const until = Date.now() + Date.parse(ticket.slot.end) - Date.parse(ticket.now) + awaits;
    const contact = { name: '', phone: '' };
    const home = isAppointment(ticket) && ticket.home && { home: { ...ticket.home, elder: '' } };
    this.#write(good ? [{ ticket: { ...ticket, contact, ...home } as Ticket, until }, ...others] : others);
  }

  drop(secret: string): void {
    this.#write(this.#read().filter(({ ticket }) => ticket.secret !== secret));
  }

  render(open: (ticket: Ticket) => void) {
    const { text, portal } = this.#widget;
    const kept = this.#read();
    if (!kept.length) return nothing;
    return html`<section aria-labelledby="kept">
      <h3 id="kept">${text.kept}</h3>
      <ul class="list">
        ${kept.map(
          ({ ticket }) =>
            html`<li>
              <button type="button" class="row" @click=${() => open(ticket)}>
                <span class="number"
                  >${[isAppointment(ticket) && ticket.number, whenOf(ticket, portal.format)].filter(Boolean).join(' · ')}</span
                >
                <span class="sub"
                  >${[ticket.service.name, !isAppointment(ticket) && text.waiting].filter(Boolean).join(' · ')}</span
                >
              </button>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  get #name(): string {
    const { page, settings } = this.#widget.portal;
    return `tickets:${page || settings.agency}`;
  }

  #read(): Kept[] {
    const kept = this.#widget.portal.device.read(this.#name);
    return Array.isArray(kept) ? kept.filter(isKept) : [];
  }

  #write(kept: Kept[]): void {
    const { device } = this.#widget.portal;
    if (kept.length) device.write(this.#name, kept.slice(0, most));
    else device.remove(this.#name);
  }
}

/** What was stored may come from another version, or from anybody. */
function isKept(kept: Partial<Kept> | null): kept is Kept {
  const { secret, slot, service, place } = kept?.ticket ?? {};
  return (
    [secret, slot?.start, slot?.end, service?.name, place?.name].every(text => typeof text === 'string') &&
    !Number.isNaN(Date.parse(slot!.start)) &&
    kept!.until! > Date.now()
  );
}
