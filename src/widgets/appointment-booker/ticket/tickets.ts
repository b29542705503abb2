import type { LitElement } from 'lit';
import type { Appointment } from '../../../contract/appointment.ts';
import type { Waiting, waitingCreate } from '../../../contract/waiting.ts';
import { errorMessage, html, nothing, type PortalController } from '../../../core/index.ts';
import type { Outcome } from '../../../core/outcome.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import { LazyView } from '../../shared/lazy-view.ts';
import { whenOf } from '../steps/session-picker.ts';
import type { FindView } from './find-view.ts';
import type { TicketModule } from './lazy.ts';
import type { PhoneView } from '../../shared/phone-view.ts';
import type { JoinRequest, TicketCallbacks } from './ticket-callbacks.ts';
import { isAppointment, type TicketStore } from './ticket-store.ts';
import type { TicketView } from './ticket-view.ts';
import type { WaitlistView } from './waitlist-view.ts';

interface TicketViews {
  appointment: TicketView;
  waiting: WaitlistView;
  phone: PhoneView;
  find: FindView;
}

/** An appointment that is known before its view has loaded. */
interface KnownAppointment {
  appointment: Appointment;
  title: 'booked' | 'moved' | 'kept';
}

/** The ticket or waitlist entry on screen; their views are loaded lazily. */
export class Tickets {
  readonly #host: LitElement;
  readonly #widget: PortalController<BookerTexts>;
  readonly #store: TicketStore;
  readonly #callbacks: TicketCallbacks;
  readonly #views: LazyView<TicketViews>;
  readonly #shown = ({ appointment, waiting, phone, find }: TicketViews) =>
    [phone, find, appointment, waiting].find(({ open }) => open);
  /** The action to run once the views have loaded. */
  #pendingAction: ((faces: TicketViews) => unknown) | undefined;
  #known: KnownAppointment | undefined;

  constructor(host: LitElement, widget: PortalController<BookerTexts>, store: TicketStore, callbacks: TicketCallbacks) {
    this.#host = host;
    this.#widget = widget;
    this.#store = store;
    this.#callbacks = callbacks;
    this.#views = new LazyView(host, widget, 'tickets', (module: TicketModule) => {
      const appointment = new module.TicketView(host, widget, store, callbacks);
      return {
        appointment,
        waiting: new module.WaitlistView(host, widget, store, callbacks),
        phone: module.phoneView(host, widget, callbacks),
        find: new module.FindView(host, widget, callbacks, this.#back, found =>
          appointment.show(found, 'yours', false),
        ),
      };
    });
  }

  get open(): boolean {
    const { value } = this.#views;
    return !!(this.#pendingAction || (value && this.#shown(value)));
  }

  get spoken(): string {
    const { value, failure } = this.#views;
    if (this.#pendingAction && failure) return errorMessage(failure, this.#widget.core);
    return (value && this.#shown(value)?.spoken) ?? '';
  }

  /** Input of joining a waitlist before a reload, unanswered. Only the name is used: the rest is in the lazy module. */
  get pending() {
    return this.#widget.portal.client.pendingInput({ name: 'waiting.create' } as typeof waitingCreate);
  }

  /** Preloads the views. */
  load(): Promise<unknown> {
    return this.#views.load();
  }

  /** Opens an appointment or waitlist entry by its link. */
  read(secret: string, face: 'appointment' | 'waiting' = 'appointment'): Promise<void> {
    const kept = this.#store.find(secret);
    const known: KnownAppointment | undefined =
      kept && isAppointment(kept) ? { appointment: kept, title: 'kept' } : undefined;
    this.close();
    const shown = this.#show(faces => faces[face].read(secret), known);
    this.#callbacks.focus('title');
    return shown;
  }

  /** Shows a new or moved appointment; its number at once. */
  booked(appointment: Appointment, title: 'booked' | 'moved' = 'booked'): void {
    this.#store.keep(appointment);
    void this.#show(faces => faces.appointment.show(appointment, title), { appointment, title });
    this.#callbacks.focus('title');
  }

  async join(joining: JoinRequest): Promise<Outcome<Waiting>> {
    const faces = await this.#views.load();
    return faces ? faces.waiting.join(joining) : { kind: 'offline' };
  }

  /**
   * Confirms a phone by a code.
   * @param done called with the confirmation; with nothing when the citizen goes back
   */
  confirm(phone: string, done: (confirmed?: string) => void): void {
    void this.#show(faces => faces.phone.ask(phone, done));
    this.#callbacks.focus('title');
  }

  /** Asks for number and phone of an appointment that is not on this device. */
  find = (): void => {
    void this.#show(faces => faces.find.ask());
    this.#callbacks.focus('title');
  };

  /** Closes what is on screen, before another booking. */
  leave(): void {
    this.close();
    this.#store.leaveKiosk();
  }

  /** Back to the step from which a ticket was looked for. */
  #back = (): void => {
    this.close();
    this.#host.requestUpdate();
    this.#callbacks.focus('title');
  };

  close(): void {
    this.#pendingAction = this.#known = undefined;
    for (const view of Object.values(this.#views.value ?? {}) as TicketViews[keyof TicketViews][]) view.close();
  }

  render() {
    const { text } = this.#widget;
    const { value } = this.#views;
    const wanted = this.#pendingAction;
    const known = this.#known;
    if (value && !wanted) return this.#shown(value)?.render();
    const again = () =>
      void this.#show(wanted!, known).then(() => wanted === this.#pendingAction && this.#callbacks.focus('title'));
    return html`<h2 tabindex="-1" id="title">${known ? text[known.title] : text.titles.service}</h2>
      ${known ? this.#number(known) : nothing}
      ${known || this.#views.failure ? this.#views.pending(again) : html`<p role="status">${text.reading}</p>`}
      <button type="button" class="link" @click=${this.#callbacks.another}>${text.another}</button>`;
  }

  /** Shown before the views have loaded. */
  #number({ appointment, title }: KnownAppointment) {
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

  async #show(wanted: (faces: TicketViews) => unknown, known?: KnownAppointment): Promise<void> {
    this.#pendingAction = wanted;
    this.#known = known;
    this.#host.requestUpdate();
    const faces = this.#views.value ?? (await this.#views.load());
    if (!faces || wanted !== this.#pendingAction) return;
    // A stored number stays visible while the backend is asked.
    const isKept = known?.title === 'kept';
    if (!isKept) this.#pendingAction = this.#known = undefined;
    await wanted(faces);
    if (!isKept || wanted !== this.#pendingAction) return;
    this.#pendingAction = this.#known = undefined;
    this.#host.requestUpdate();
    this.#callbacks.focus('title');
  }
}
