import type { Appointment } from '../../../contract/appointment.ts';
import { waitingRead, type Waiting } from '../../../contract/waiting.ts';
import type { LitElement } from 'lit';
import { html, icons, nothing, Poll, type PortalController } from '../../../core/index.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import { whenOf } from '../steps/session-picker.ts';

/** An appointment or a waitlist entry. */
export type Ticket = Appointment | Waiting;

interface StoredTicket {
  ticket: Ticket;
  /** By the device's clock at the time of storing, which may be years off. */
  until: number;
}

const maxTickets = 6;
const afterwards = 24 * 3600_000;
const forResult = 30 * afterwards;

export const isAppointment = (ticket: Ticket): ticket is Appointment => 'number' in ticket;

/** Stores tickets on this device until the day after, without name and phone, also for offline use. */
export class TicketStore {
  readonly #host: LitElement;
  readonly #widget: PortalController<BookerTexts>;
  readonly #poll: Poll;
  /** Waitlist entries with an offer, as the backend has reported in this page. */
  readonly #offered = new Set<string>();

  constructor(host: LitElement, widget: PortalController<BookerTexts>) {
    this.#host = host;
    this.#widget = widget;
    this.#poll = new Poll(host, () => void this.#ask());
  }

  /** Checks waitlist entries for offers, which are kept for a short time only. */
  confirmRemoval(): void {
    this.#poll.start();
    void this.#ask();
  }

  async #ask(): Promise<void> {
    const turns = this.#read().flatMap(({ ticket }) => (isAppointment(ticket) ? [] : [ticket]));
    if (!turns.length) this.#poll.stop();
    for (const { secret } of turns) {
      const outcome = await this.#widget.call(waitingRead, { secret });
      if (outcome.kind === 'answered') this.keep(outcome.value);
      else if (outcome.kind === 'refused' && outcome.slug === 'waiting-not-found') this.drop(secret);
    }
    if (turns.length) this.#host.requestUpdate();
  }

  /** Live-region text of an offer. */
  get spoken(): string {
    return this.#offered.size ? this.#widget.text.offered : '';
  }

  find(secret: string): Ticket | undefined {
    return this.#read().find(({ ticket }) => ticket.secret === secret)?.ticket;
  }

  /** Stores a ticket while it is of use, else removes it. */
  keep(ticket: Ticket): void {
    const others = this.#read().filter(kept => kept.ticket.secret !== ticket.secret);
    if (!isAppointment(ticket) && ticket.state === 'offered') this.#offered.add(ticket.secret);
    else this.#offered.delete(ticket.secret);
    const good = isAppointment(ticket)
      ? ticket.status === 'booked' || (ticket.status === 'arrived' && ticket.home && ticket.home.state !== 'returned')
      : ticket.state === 'waiting' || ticket.state === 'offered';
    // A home visit is kept until its result was delivered.
    const awaits = isAppointment(ticket) && ticket.status === 'arrived' ? forResult : afterwards;
    const until = Date.now() + Date.parse(ticket.slot.end) - Date.parse(ticket.now) + awaits;
    const contact = { name: '', phone: '' };
    const home = isAppointment(ticket) && ticket.home && { home: { ...ticket.home, elder: '' } };
    this.#write(good ? [{ ticket: { ...ticket, contact, ...home } as Ticket, until }, ...others] : others);
  }

  drop(secret: string): void {
    this.#offered.delete(secret);
    this.#write(this.#read().filter(({ ticket }) => ticket.secret !== secret));
  }

  /** At a kiosk, removes all tickets: the next citizen is another one. */
  leaveKiosk(): void {
    if (this.#widget.portal.settings.kiosk !== 'true') return;
    this.#offered.clear();
    this.#write([]);
  }

  /** The offered places. */
  renderOffers(open: (ticket: Ticket) => void) {
    const { text, portal } = this.#widget;
    const offers = this.#read().filter(({ ticket }) => this.#offered.has(ticket.secret));
    return offers.map(
      ({ ticket }) =>
        html`<section class="box yours actions">
          <p class="title">${icons.yours}<span>${text.offered}</span></p>
          <p>
            <span class="big number">${whenOf(ticket, portal.format)}</span
            ><br />${this.#widget.inLang(ticket.service, 'name')}
          </p>
          <button type="button" class="primary" @click=${() => open(ticket)}>${text.openOffer}</button>
        </section>`,
    );
  }

  render(open: (ticket: Ticket) => void) {
    const { text, portal } = this.#widget;
    const kept = this.#read().filter(({ ticket }) => !this.#offered.has(ticket.secret));
    if (!kept.length) return nothing;
    return html`<section aria-labelledby="kept">
      <h3 id="kept">${text.kept}</h3>
      <ul class="rows">
        ${kept.map(
          ({ ticket }) =>
            html`<li>
              <button type="button" class="row" @click=${() => open(ticket)}>
                <span class="number"
                  >${[isAppointment(ticket) && ticket.number, whenOf(ticket, portal.format)].filter(Boolean).join(' · ')}</span
                >
                <span class="sub"
                  >${this.#widget.inLang(ticket.service, 'name')}${isAppointment(ticket) ? nothing : ` · ${text.waiting}`}</span
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

  #read(): StoredTicket[] {
    const kept = this.#widget.portal.device.read(this.#name);
    return Array.isArray(kept) ? kept.filter(isKept) : [];
  }

  #write(kept: StoredTicket[]): void {
    const { device } = this.#widget.portal;
    if (kept.length) device.write(this.#name, kept.slice(0, maxTickets));
    else device.remove(this.#name);
  }
}

/** Stored data may be of another version, or manipulated. */
function isKept(kept: Partial<StoredTicket> | null): kept is StoredTicket {
  const { secret, slot, service, place } = kept?.ticket ?? {};
  return (
    [secret, slot?.start, slot?.end, service?.name, place?.name].every(text => typeof text === 'string') &&
    !Number.isNaN(Date.parse(slot!.start)) &&
    kept!.until! > Date.now()
  );
}
