import type { LitElement } from 'lit';
import { appointmentCancel, appointmentRead, type Appointment } from '../../../contract/appointment.ts';
import {
  RequestController,
  callButton,
  deepLink,
  errorMessage,
  failureBox,
  html,
  icon,
  nothing,
  Poll,
  translate,
  type PortalController,
} from '../../../core/index.ts';
import type { Failure } from '../../../core/outcome.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import { cancelQuestion, dropQuestion } from './questions.ts';
import { closedAppointment } from './closed-appointment.ts';
import { isAppointment, type TicketStore } from './ticket-store.ts';
import { calendarIcon, imageIcon, printIcon, tickIcon } from '../../shared/icons.ts';
import { isInQueue, queueBox } from './queue-box.ts';
import { qrCode, type QrCode } from '../../shared/qr-code.ts';
import { saveFile } from './save-file.ts';
import { printTicket } from './ticket-paper.ts';
import { slip } from './slip.ts';
import { savePicture } from './ticket-picture.ts';
import type { TicketTexts } from './ticket.texts.ts';
import { bringList, tellHow, ticketTextsOf } from './ticket.ts';
import type { TicketCallbacks } from './ticket-callbacks.ts';

/** How the appointment came on screen. */
type Title = 'booked' | 'moved' | 'yours';

/** Length of a URL whose QR code cheap cameras can still read. */
const longest = 1000;

/** How often the queue is asked for on the day, in ms: a number is called for about a minute. */
const queueMs = 15_000;

/** View of a booked appointment: the ticket, and buttons to move or cancel it. */
export class TicketView {
  appointment: Appointment | undefined;
  /** Live-region text of a failure. */
  spoken = '';

  readonly #host: LitElement;
  readonly #widget: PortalController<BookerTexts>;
  readonly #store: TicketStore;
  readonly #callbacks: TicketCallbacks;
  readonly #request: RequestController<Appointment>;
  readonly #queuePoll: Poll;
  #title: Title = 'yours';
  #qr: QrCode | undefined;
  /** The pending confirmation. */
  #question: 'cancel' | 'drop' | undefined;
  #secret = '';
  /** Shown from this device, not confirmed by the backend. */
  #isCopy = false;

  constructor(host: LitElement, widget: PortalController<BookerTexts>, store: TicketStore, callbacks: TicketCallbacks) {
    this.#host = host;
    this.#widget = widget;
    this.#store = store;
    this.#callbacks = callbacks;
    this.#request = new RequestController(host, true);
    this.#queuePoll = new Poll(host, () => void this.#readQueue(), queueMs);
  }

  get open(): boolean {
    return this.#secret !== '' || this.appointment !== undefined;
  }

  /** Opens the appointment of a link. */
  read = async (secret = this.#secret): Promise<void> => {
    this.#secret = secret;
    this.#host.requestUpdate();
    const outcome = await this.#request.run(signal => this.#widget.call(appointmentRead, { secret }, signal));
    if (outcome.kind === 'answered') return this.show(outcome.value, 'yours');
    if (outcome.kind === 'refused' && outcome.slug === 'appointment-not-found') this.#store.drop(secret);
    if (outcome.kind === 'cancelled') return;
    this.spoken = this.#messageOf(outcome) ?? errorMessage(outcome, this.#widget.core);
    this.#host.requestUpdate();
    const copy = this.#store.find(secret);
    if (!copy || !isAppointment(copy)) return;
    this.appointment = { ...copy, changeable: false };
    this.#qr = undefined;
    this.#title = 'yours';
    this.#isCopy = true;
    this.spoken = this.#text.keptCopy;
    this.#callbacks.focus('title');
  };

  /** @param keep whether it is kept on this device; a ticket that was looked up may be on somebody else's */
  show(appointment: Appointment, title: Title, keep = true): void {
    this.appointment = appointment;
    this.#title = title;
    this.#question = undefined;
    this.#isCopy = false;
    this.spoken = '';
    if (keep) this.#store.keep(appointment);
    this.#request.outcome = undefined;
    this.#qr = undefined;
    if (isInQueue(appointment)) this.#queuePoll.start();
    else this.#queuePoll.stop();
    this.#host.requestUpdate();
    this.#callbacks.focus('title');
  }

  close(): void {
    this.appointment = this.#qr = undefined;
    this.#secret = this.spoken = '';
    this.#isCopy = false;
    this.#question = undefined;
    this.#queuePoll.stop();
    this.#request.clear();
  }

  /** QR code of a link to this appointment. */
  get #code(): QrCode {
    const { links } = this.#widget.portal;
    const { secret } = this.appointment!;
    const link = deepLink(links['booking'] ?? location.href, 'mc-appointment-booker', { secret });
    // For very long URLs the code contains only the secret, which officers can scan too.
    this.#qr ??= qrCode(link.length < longest ? link : secret);
    return this.#qr;
  }

  get #text(): TicketTexts {
    return ticketTextsOf(this.#widget);
  }

  render() {
    const { text, core } = this.#widget;
    const ticketText = this.#text;
    const { appointment } = this;
    const { failure, slow } = this.#request;
    if (!appointment) {
      return html`<h2 tabindex="-1" id="title">${text.titles.service}</h2>
        ${failure ? this.#failed(failure) : html`<p role="status">${text.reading}</p>`}
        ${slow ? html`<p class="hint">${core.slow}</p>` : nothing}
        ${failure ? html`<button type="button" @click=${this.#callbacks.another}>${text.another}</button>` : nothing}`;
    }
    // Who has come keeps the ticket until the number was called.
    const isOpen = appointment.status === 'booked' || (appointment.queue && isInQueue(appointment));
    return html`
      ${this.#isCopy ? nothing : queueBox(this.#widget, appointment)}
      ${
        isOpen
          ? this.#heading()
          : closedAppointment(this.#widget, appointment, slot => this.#callbacks.next(appointment, slot))
      }
      ${
        appointment.stillBooked
          ? html`<div class="box yours" role="alert">
              <p>${ticketText.stillBooked(appointment.stillBooked)}</p>
              ${callButton(this.#widget)}
            </div>`
          : nothing
      }
      ${isOpen ? this.#ticket(appointment) : nothing} ${failure ? this.#failed(failure) : nothing}
      <div class="actions">
        ${appointment.changeable ? this.#changes(appointment) : nothing}
        <button type="button" class="link" @click=${this.#callbacks.another}>${text.another}</button>
        ${this.#store.find(appointment.secret) ? this.#dropping() : nothing}
      </div>
    `;
  }

  /** Asks quietly: a failure leaves what is shown, and no focus moves. */
  async #readQueue(): Promise<void> {
    const before = this.appointment;
    if (!before || this.#request.pending) return;
    const outcome = await this.#widget.call(appointmentRead, { secret: before.secret });
    if (outcome.kind !== 'answered' || this.appointment !== before) return;
    const { queue, number } = (this.appointment = outcome.value);
    if (!isInQueue(outcome.value)) this.#queuePoll.stop();
    if (queue?.calling && !before.queue?.calling)
      this.spoken = `${this.#text.calling(number)}. ${this.#text.callTo(queue.calling.counter)}`;
    this.#host.requestUpdate();
  }

  #ticket(appointment: Appointment) {
    const text = this.#text;
    const tool = (symbol: string, name: string, act: () => void) =>
      html`<button type="button" @click=${act}>${icon(symbol)}${name}</button>`;
    const code = this.#code.image(text.qr(appointment.number));
    return html`${slip(this.#widget, appointment, code, tellHow(this.#widget, appointment))}
      <div class="tools">
        ${tool(calendarIcon, text.ics, this.#saveCalendar)} ${tool(imageIcon, text.picture, this.#savePicture)}
        ${tool(printIcon, text.print, this.#print)}
      </div>
      ${bringList(this.#widget, appointment)}
      ${appointment.changeable ? nothing : this.#isCopy ? nothing : html`<p class="hint">${text.over}</p>`}`;
  }

  #heading() {
    const { text } = this.#widget;
    const titles = { booked: text.booked, moved: text.moved, yours: this.#text.yours };
    const glad = this.#title !== 'yours';
    return html`
      ${glad ? html`<div class="seal">${icon(tickIcon)}</div>` : nothing}
      <h2 class=${glad ? 'cheer' : ''} tabindex="-1" id="title">${titles[this.#title]}</h2>
    `;
  }

  #changes(appointment: Appointment) {
    const text = this.#text;
    if (this.#question === 'cancel')
      return cancelQuestion(this.#widget, this.#request.pending, this.#cancel, () =>
        this.#askFirst(undefined, 'cancel'),
      );
    return html`<button type="button" @click=${() => this.#callbacks.move(appointment)}>${text.move}</button>
      <button type="button" id="ask-cancel" class="link bad" @click=${() => this.#askFirst('cancel')}>
        ${text.cancel}
      </button>`;
  }

  #dropping() {
    if (this.#question === 'drop')
      return dropQuestion(this.#widget, this.#drop, () => this.#askFirst(undefined, 'drop'));
    return html`<button type="button" class="link" id="ask-drop" @click=${() => this.#askFirst('drop')}>
      ${this.#text.dropKept}
    </button>`;
  }

  /** The widget's own message for a failure. */
  #messageOf(failure: Failure): string | undefined {
    const slug = failure.kind === 'refused' ? failure.slug : '';
    return { 'appointment-not-found': this.#text.notFound, 'appointment-fixed': this.#widget.text.fixed }[slug];
  }

  #failed(failure: Failure) {
    const text = this.#messageOf(failure);
    const again = this.appointment?.changeable || text ? undefined : () => void this.read();
    // With a stored ticket nothing was typed, of which the general message speaks.
    return failureBox(this.#widget, failure, again, text ?? (this.#isCopy ? this.#text.keptCopy : undefined));
  }

  #drop = (): void => {
    this.#store.drop(this.appointment!.secret);
    this.#callbacks.another();
  };

  /** Asks for confirmation, or withdraws it and returns the focus. */
  #askFirst(question: 'cancel' | 'drop' | undefined, before = ''): void {
    this.#question = question;
    this.#host.requestUpdate();
    this.#callbacks.focus(question ? 'question' : `ask-${before}`);
  }

  #cancel = async (): Promise<void> => {
    const { appointment } = this;
    if (!appointment || this.#request.pending) return;
    const { secret } = appointment;
    const outcome = await this.#request.run(() => this.#widget.call(appointmentCancel, { secret }));
    if (outcome.kind !== 'answered') return;
    this.show(outcome.value, 'yours');
    this.#callbacks.cancelled(outcome.value);
  };

  #saveCalendar = (): void => {
    const { number } = this.appointment!;
    const ics = translate(this.appointment!, 'ics', this.#widget.lang);
    saveFile(new Blob([ics], { type: 'text/calendar;charset=utf-8' }), `${number}.ics`);
  };

  #savePicture = (): void => void savePicture(this.#widget, this.appointment!, this.#code);

  #print = (): void => printTicket(this.#widget, this.appointment!, this.#code);
}
