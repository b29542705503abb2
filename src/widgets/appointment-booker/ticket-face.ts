import type { LitElement } from 'lit';
import { appointmentCancel, appointmentRead, type Appointment } from '../../contract/appointment.ts';
import type { Slot } from '../../contract/slot.ts';
import { Ask, callButton, deepLink, failed, html, nothing, type PortalController } from '../../core/index.ts';
import type { QrCode, BookingPart } from '../../parts/booking.ts';
import type { Failure } from '../../core/outcome.ts';
import type { BookerTexts } from './appointment-booker.texts.ts';
import { isAppointment, type KeptTickets } from './kept-tickets.ts';
import type { Late } from './late.ts';
import { bringList, tellHow, ticketHead } from './ticket.ts';

/** How an appointment came to be on screen. */
type Title = 'booked' | 'moved' | 'yours' | 'cancelled';

interface Leads {
  move(appointment: Appointment): void;
  another(): void;
  /** Another time, or session, of the same service; or the one that was offered. */
  next(appointment: Appointment, slot?: Slot): void;
  cancelled(appointment: Appointment): void;
  focus(id: string): void;
}

/** Shows a booked appointment: its ticket to keep, and the ways to move or cancel it. */
export class TicketFace {
  appointment: Appointment | undefined;

  readonly #host: LitElement;
  readonly #widget: PortalController<BookerTexts>;
  readonly #kept: KeptTickets;
  readonly #leads: Leads;
  readonly #ask: Ask<Appointment>;
  #title: Title = 'yours';
  readonly #part: Late<BookingPart>;
  #qr: QrCode | undefined;
  #asksCancel = false;
  #secret = '';
  /** What is shown was kept on this device, and nobody could be asked whether it is still so. */
  #isCopy = false;

  constructor(
    host: LitElement,
    widget: PortalController<BookerTexts>,
    kept: KeptTickets,
    part: Late<BookingPart>,
    leads: Leads,
  ) {
    this.#host = host;
    this.#part = part;
    this.#widget = widget;
    this.#kept = kept;
    this.#leads = leads;
    this.#ask = new Ask(host, true);
  }

  get open(): boolean {
    return this.#secret !== '' || this.appointment !== undefined;
  }

  /** Opens the appointment of a link. */
  read = async (secret = this.#secret): Promise<void> => {
    this.#secret = secret;
    this.#host.requestUpdate();
    const outcome = await this.#ask.run(signal => this.#widget.call(appointmentRead, { secret }, signal));
    if (outcome.kind === 'answered') return this.show(outcome.value, 'yours');
    if (outcome.kind === 'refused' && outcome.slug === 'appointment-not-found') this.#kept.drop(secret);
    const copy = this.#kept.find(secret);
    if (!copy || !isAppointment(copy) || outcome.kind === 'cancelled' || outcome.kind === 'refused') return;
    this.appointment = { ...copy, changeable: false };
    this.#title = 'yours';
    this.#isCopy = true;
    this.#leads.focus('title');
    void this.#drawQr(copy);
  };

  show(appointment: Appointment, title: Title): void {
    this.appointment = appointment;
    this.#title = appointment.status === 'cancelled' ? 'cancelled' : title;
    this.#asksCancel = this.#isCopy = false;
    this.#kept.keep(appointment);
    this.#ask.outcome = undefined;
    this.#leads.focus('title');
    this.#host.requestUpdate();
    void this.#drawQr(appointment);
  }

  close(): void {
    this.appointment = this.#qr = undefined;
    this.#secret = '';
    this.#isCopy = false;
    this.#ask.clear();
  }

  async #drawQr({ secret }: Appointment): Promise<void> {
    this.#qr = (await this.#part.face())?.qr(this.#link(secret));
    this.#host.requestUpdate();
  }

  /** The button goes, or stays as it was: either way there is something to hear. */
  #drawAgain = async (): Promise<void> => {
    await this.#drawQr(this.appointment!);
    this.#leads.focus('title');
  };

  /** Opens this appointment again, from a phone's camera or a message. */
  #link(secret: string): string {
    const { links } = this.#widget.portal;
    return deepLink(links['booking'] ?? location.href, 'mc-appointment-booker', { secret });
  }

  render() {
    const { text, core } = this.#widget;
    const { appointment } = this;
    const { failure, slow } = this.#ask;
    if (!appointment) {
      return html`<h2 tabindex="-1" id="title">${text.titles.service}</h2>
        ${failure ? this.#failed(failure) : html`<p role="status">${text.reading}</p>`}
        ${slow ? html`<p class="hint">${core.slow}</p>` : nothing}
        ${failure ? html`<button type="button" @click=${this.#leads.another}>${text.another}</button>` : nothing}`;
    }
    return html`
      <h2 tabindex="-1" id="title">${text[this.#title]}</h2>
      ${
        appointment.stillBooked
          ? html`<div class="box yours" role="alert">
              <p>${text.stillBooked(appointment.stillBooked)}</p>
              ${callButton(this.#widget)}
            </div>`
          : nothing
      }
      ${appointment.status === 'booked' ? this.#ticket(appointment) : this.#ended(appointment)}
      ${failure ? this.#failed(failure) : nothing}
      <div class="actions">
        ${appointment.changeable ? this.#changes(appointment) : nothing}
        <button type="button" class="link" @click=${this.#leads.another}>${text.another}</button>
        ${
          this.#kept.find(appointment.secret)
            ? html`<button type="button" class="link" @click=${this.#drop}>${text.dropKept}</button>`
            : nothing
        }
      </div>
    `;
  }

  #ticket(appointment: Appointment) {
    const { text, core } = this.#widget;
    const qr = this.#qr;
    return html`<section class="box done ticket" part="ticket">
        ${ticketHead(this.#widget, appointment)}
        ${
          qr
            ? qr.image(text.qr(appointment.number))
            : this.#part.failure
              ? html`<p class="hint">${text.qrFailed}</p>
                  <button type="button" class="link" @click=${this.#drawAgain}>${core.again}</button>`
              : html`<div class="qr"></div>`
        }
        <p>${tellHow(this.#widget, appointment)}</p>
      </section>
      ${bringList(this.#widget, appointment)}
      <div class="links">
        ${
          this.#part.value
            ? html`<button type="button" class="link" @click=${this.#saveCalendar}>${text.ics}</button>
                <button type="button" class="link" @click=${this.#print}>${text.print}</button>
                <button type="button" class="link" @click=${this.#savePicture}>${text.picture}</button>`
            : nothing
        }
      </div>
      ${appointment.changeable ? nothing : html`<p class="hint">${this.#isCopy ? text.keptCopy : text.over}</p>`}`;
  }

  /** Cancelled, or over: what it was, and what there is instead. */
  #ended(appointment: Appointment) {
    return html`<section class="box ${appointment.reason ? 'stopped' : ''}">
      ${ticketHead(this.#widget, appointment)}
      ${
        this.#part.value?.ended(this.#widget, appointment, slot => this.#leads.next(appointment, slot)) ??
        this.#part.pending(this.#drawAgain)
      }
    </section>`;
  }

  #changes(appointment: Appointment) {
    const { text } = this.#widget;
    if (this.#asksCancel)
      return (
        this.#part.value?.cancelQuestion(this.#widget, this.#ask.asking, this.#cancel, () => this.#askCancel(false)) ??
        this.#part.pending(this.#drawAgain)
      );
    return html`<button type="button" @click=${() => this.#leads.move(appointment)}>${text.move}</button>
      <button type="button" id="ask-cancel" @click=${() => this.#askCancel(true)}>${text.cancel}</button>`;
  }

  #failed(failure: Failure) {
    const { text } = this.#widget;
    const slug = failure.kind === 'refused' ? failure.slug : '';
    const words = { 'appointment-not-found': text.notFound, 'appointment-fixed': text.fixed }[slug];
    const again = this.appointment?.changeable || words ? undefined : () => void this.read();
    return failed(this.#widget, failure, again, words);
  }

  #drop = (): void => {
    this.#kept.drop(this.appointment!.secret);
    this.#leads.another();
  };

  #askCancel(asks: boolean): void {
    this.#asksCancel = asks;
    this.#host.requestUpdate();
    this.#leads.focus(asks ? 'cancel' : 'ask-cancel');
  }

  #cancel = async (): Promise<void> => {
    const { appointment } = this;
    if (!appointment || this.#ask.asking) return;
    const { secret } = appointment;
    const outcome = await this.#ask.run(() => this.#widget.call(appointmentCancel, { secret }));
    if (outcome.kind !== 'answered') return;
    this.show(outcome.value, 'cancelled');
    this.#leads.cancelled(outcome.value);
  };

  #saveCalendar = (): void => this.#part.value!.saveCalendar(this.appointment!);

  #savePicture = (): void => void this.#part.value!.savePicture(this.#widget, this.appointment!, this.#qr);

  #print = (): void => void this.#part.value!.print(this.#widget, this.appointment!, this.#qr);
}
