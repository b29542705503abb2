import type { LitElement } from 'lit';
import type { Appointment } from '../../../contract/appointment.ts';
import type { Slot } from '../../../contract/slot.ts';
import type { Waiting, waitingCreate } from '../../../contract/waiting.ts';
import { explain, html, nothing, type PortalController } from '../../../core/index.ts';
import type { Outcome } from '../../../core/outcome.ts';
import type { TicketPart } from './lazy.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import { isAppointment, type KeptTickets, type Ticket } from './ticket-store.ts';
import { Late } from '../lazy-view.ts';
import { whenOf } from '../steps/session-picker.ts';
import type { PhoneFace } from '../steps/phone-view.ts';
import type { TicketFace } from './ticket-view.ts';
import type { Joining, WaitingFace } from './waitlist-view.ts';

interface Faces {
  appointment: TicketFace;
  waiting: WaitingFace;
  phone: PhoneFace;
}

/** An appointment that is known before its face has come, and how it came to be on screen. */
interface Known {
  appointment: Appointment;
  title: 'booked' | 'moved' | 'kept';
}

/** Where a ticket leads to. */
export interface Leads {
  move(appointment: Appointment): void;
  /** Another time or session of the same service; or the one that was offered. */
  next(ticket: Ticket, slot?: Slot): void;
  another(): void;
  cancelled(appointment: Appointment): void;
  /** The place that was offered in the line is booked. */
  taken(appointment: Appointment): void;
  focus(id: string): void;
}

/** The ticket of somebody who has booked, or their turn in a line; what shows these is loaded for those who come so far. */
export class Tickets {
  readonly #host: LitElement;
  readonly #widget: PortalController<BookerTexts>;
  readonly #kept: KeptTickets;
  readonly #leads: Leads;
  readonly #faces: Late<Faces>;
  readonly #shown = ({ appointment, waiting, phone }: Faces) => [phone, appointment, waiting].find(({ open }) => open);
  /** What is to be shown once the faces have come. */
  #wanted: ((faces: Faces) => unknown) | undefined;
  #known: Known | undefined;

  constructor(host: LitElement, widget: PortalController<BookerTexts>, kept: KeptTickets, leads: Leads) {
    this.#host = host;
    this.#widget = widget;
    this.#kept = kept;
    this.#leads = leads;
    this.#faces = new Late(host, widget, 'tickets', ({ TicketFace, WaitingFace, PhoneFace }: TicketPart) => ({
      appointment: new TicketFace(host, widget, kept, leads),
      waiting: new WaitingFace(host, widget, kept, leads),
      phone: new PhoneFace(host, widget, leads),
    }));
  }

  get open(): boolean {
    const { value } = this.#faces;
    return !!(this.#wanted || (value && this.#shown(value)));
  }

  get spoken(): string {
    const { value, failure } = this.#faces;
    if (this.#wanted && failure) return explain(failure, this.#widget.core);
    return (value && this.#shown(value)?.spoken) ?? '';
  }

  /** Somebody joined a line before a reload, and was not answered. Only the name is needed: the rest comes with the part. */
  get pending() {
    return this.#widget.portal.client.pendingInput({ name: 'waiting.create' } as typeof waitingCreate);
  }

  /** For those who will soon have a ticket. */
  load(): Promise<unknown> {
    return this.#faces.face();
  }

  /** Opens what was booked, or a turn in a line, by its link. */
  read(secret: string, face: 'appointment' | 'waiting' = 'appointment'): Promise<void> {
    const kept = this.#kept.find(secret);
    const known: Known | undefined = kept && isAppointment(kept) ? { appointment: kept, title: 'kept' } : undefined;
    this.close();
    const shown = this.#show(faces => faces[face].read(secret), known);
    this.#leads.focus('title');
    return shown;
  }

  /** Shows what was booked or moved just now; its number at once. */
  booked(appointment: Appointment, title: 'booked' | 'moved' = 'booked'): void {
    this.#kept.keep(appointment);
    void this.#show(faces => faces.appointment.show(appointment, title), { appointment, title });
    this.#leads.focus('title');
  }

  async join(joining: Joining): Promise<Outcome<Waiting>> {
    const faces = await this.#faces.face();
    return faces ? faces.waiting.join(joining) : { kind: 'offline' };
  }

  /** Asks for the code that a phone is sent. @param done is told what stands for the phone, unless its holder goes back */
  confirm(phone: string, done: (confirmed?: string) => void): void {
    void this.#show(faces => faces.phone.ask(phone, done));
    this.#leads.focus('title');
  }

  close(): void {
    this.#wanted = this.#known = undefined;
    this.#faces.value?.phone.close();
    this.#faces.value?.appointment.close();
    this.#faces.value?.waiting.close();
  }

  render() {
    const { text } = this.#widget;
    const { value } = this.#faces;
    const wanted = this.#wanted;
    const known = this.#known;
    if (value && !wanted) return this.#shown(value)?.render();
    const again = () =>
      void this.#show(wanted!, known).then(() => wanted === this.#wanted && this.#leads.focus('title'));
    return html`<h2 tabindex="-1" id="title">${known ? text[known.title] : text.titles.service}</h2>
      ${known ? this.#number(known) : nothing}
      ${known || this.#faces.failure ? this.#faces.pending(again) : html`<p role="status">${text.reading}</p>`}
      <button type="button" class="link" @click=${this.#leads.another}>${text.another}</button>`;
  }

  /** What nobody may have to wait for. */
  #number({ appointment, title }: Known) {
    const { text, portal } = this.#widget;
    const { number, home, place } = appointment;
    return html`<section class="box done" part="ticket">
      <p class="sub">${text.number}</p>
      <p class="huge number" translate="no">${number}</p>
      <p class="big number">${whenOf(appointment, portal.format)}</p>
      <p>
        ${home ? html`${text.doorCode}: <strong class="big number" translate="no">${home.doorCode}</strong>` : place.name}
      </p>
      ${title === 'kept' ? nothing : html`<p>${text.ticketLate}</p>`}
    </section>`;
  }

  async #show(wanted: (faces: Faces) => unknown, known?: Known): Promise<void> {
    this.#wanted = wanted;
    this.#known = known;
    this.#host.requestUpdate();
    const faces = this.#faces.value ?? (await this.#faces.face());
    if (!faces || wanted !== this.#wanted) return;
    // A kept number stays in sight while the office is asked.
    const isKept = known?.title === 'kept';
    if (!isKept) this.#wanted = this.#known = undefined;
    await wanted(faces);
    if (!isKept || wanted !== this.#wanted) return;
    this.#wanted = this.#known = undefined;
    this.#host.requestUpdate();
    this.#leads.focus('title');
  }
}
