import type { LitElement } from 'lit';
import type { Appointment } from '../../../contract/appointment.ts';
import { waitingCreate, waitingLeave, waitingRead, waitingTake, type Waiting } from '../../../contract/waiting.ts';
import {
  RequestController,
  callButton,
  errorMessage,
  failureBox,
  html,
  icons,
  nothing,
  Poll,
  type PortalController,
  tag,
} from '../../../core/index.ts';
import type { Failure, Outcome } from '../../../core/outcome.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import { nextFree } from './closed-appointment.ts';
import { dayAndHour, placeLine } from './slip.ts';
import type { TicketStore } from './ticket-store.ts';
import { sessionTime } from '../steps/session-picker.ts';
import type { TicketTexts } from './ticket.texts.ts';
import { ticketTextsOf } from './ticket.ts';
import type { JoinRequest, TicketCallbacks } from './ticket-callbacks.ts';

const tones: Partial<Record<Waiting['state'], keyof typeof icons & string>> = {
  waiting: 'going',
  offered: 'yours',
  left: 'rest',
};

/** View of a waitlist entry: entries ahead, the offer, the end. */
export class WaitlistView {
  waiting: Waiting | undefined;
  /** Live-region text of an offer. */
  spoken = '';

  readonly #host: LitElement;
  readonly #widget: PortalController<BookerTexts>;
  readonly #store: TicketStore;
  readonly #callbacks: TicketCallbacks;
  readonly #request: RequestController<Waiting>;
  readonly #acceptRequest: RequestController<Appointment>;
  readonly #leaving: RequestController<Waiting>;
  readonly #poll: Poll;
  #secret = '';

  constructor(host: LitElement, widget: PortalController<BookerTexts>, store: TicketStore, callbacks: TicketCallbacks) {
    this.#host = host;
    this.#widget = widget;
    this.#store = store;
    this.#callbacks = callbacks;
    this.#request = new RequestController(host, true);
    this.#acceptRequest = new RequestController(host, true);
    this.#leaving = new RequestController(host, true);
    this.#poll = new Poll(host, () => void this.read());
  }

  get #text(): TicketTexts {
    return ticketTextsOf(this.#widget);
  }

  get open(): boolean {
    return this.#secret !== '';
  }

  async join(input: JoinRequest): Promise<Outcome<Waiting>> {
    const outcome = await this.#widget.call(waitingCreate, input);
    if (outcome.kind === 'answered') this.#show(outcome.value, true);
    return outcome;
  }

  read = async (secret = this.#secret): Promise<void> => {
    const first = !this.waiting || secret !== this.#secret;
    this.#secret = secret;
    this.#host.requestUpdate();
    const outcome = await this.#request.run(signal => this.#widget.call(waitingRead, { secret }, signal));
    if (outcome.kind === 'answered') this.#show(outcome.value, first);
    else if (outcome.kind === 'refused' && outcome.slug === 'waiting-not-found') {
      this.#store.drop(secret);
      this.#poll.stop();
      this.spoken = this.#text.lineNotFound;
    }
  };

  close(): void {
    this.#secret = this.spoken = '';
    this.waiting = undefined;
    this.#request.clear();
    this.#acceptRequest.clear();
    this.#leaving.clear();
    this.#poll.stop();
  }

  #show(waiting: Waiting, moveFocus: boolean): void {
    const before = this.waiting?.state;
    this.waiting = waiting;
    this.#secret = waiting.secret;
    this.#store.keep(waiting);
    if (before !== waiting.state && !this.#leaving.pending) this.#leaving.clear();
    if (waiting.state === 'waiting' || waiting.state === 'offered') {
      if (before !== waiting.state) this.#poll.start();
    } else this.#poll.stop();
    // Changes are announced, unless the focused heading is read anyway.
    const changed = before && before !== waiting.state && !moveFocus && waiting.state !== 'taken';
    this.spoken = changed ? (waiting.state === 'offered' ? this.#widget.text.offered : this.#ending(waiting)) : '';
    this.#host.requestUpdate();
    if (moveFocus) this.#callbacks.focus('title');
    // An accepted offer is an appointment.
    if (waiting.state === 'taken') void this.#accept();
  }

  #accept = async (): Promise<void> => {
    if (this.#acceptRequest.pending) return;
    this.#leaving.clear();
    const secret = this.#secret;
    const outcome = await this.#acceptRequest.run(() => this.#widget.call(waitingTake, { secret }));
    if (outcome.kind === 'answered') {
      this.#store.drop(secret);
      this.close();
      this.#callbacks.taken(outcome.value);
    } else if (outcome.kind === 'refused' && /hold-expired|waiting-not-found/.test(outcome.slug)) {
      this.#acceptRequest.clear();
      await this.read();
      this.#callbacks.focus('title');
    } else this.#announceFailure(outcome);
  };

  #leave = async (): Promise<void> => {
    if (this.#leaving.pending) return;
    this.#acceptRequest.clear();
    const outcome = await this.#leaving.run(() => this.#widget.call(waitingLeave, { secret: this.#secret }));
    if (outcome.kind !== 'answered') return this.#announceFailure(outcome);
    // Drops a pending read: its answer would be older.
    this.#request.clear();
    this.#show(outcome.value, true);
  };

  #announceFailure(failure: Failure): void {
    if (failure.kind !== 'cancelled')
      this.spoken = this.#messageOf(failure) ?? errorMessage(failure, this.#widget.core);
    this.#host.requestUpdate();
  }

  /** The widget's own message for a failure. */
  #messageOf(failure: Failure | undefined): string | undefined {
    return failure?.kind === 'refused' && failure.slug === 'waiting-not-found' ? this.#text.lineNotFound : undefined;
  }

  #leaveButton(text: string) {
    const { pending } = this.#leaving;
    return html`<button type="button" aria-disabled=${pending ? 'true' : nothing} @click=${this.#leave}>
      ${pending ? this.#text.leaving : text}
    </button>`;
  }

  /** Retries the failed action. */
  #again = (): void =>
    void (this.#acceptRequest.failure ? this.#accept() : this.#leaving.failure ? this.#leave() : this.read());

  render() {
    const { text, core, portal } = this.#widget;
    const line = this.#text;
    const { waiting } = this;
    const failure = this.#acceptRequest.failure ?? this.#leaving.failure ?? this.#request.failure;
    const message = this.#messageOf(failure);
    const wrong = failure ? failureBox(this.#widget, failure, message ? undefined : this.#again, message) : nothing;
    const another = html`<button type="button" class="link" @click=${this.#callbacks.another}>${text.another}</button>`;
    if (!waiting)
      return html`<h2 tabindex="-1" id="title">${line.inLine}</h2>
        ${failure ? wrong : html`<p role="status">${text.reading}</p>`}
        ${this.#request.slow ? html`<p class="hint">${core.slow}</p>` : nothing} ${failure ? another : nothing}`;
    const { state, ahead, place, contact, offeredUntil } = waiting;
    const offered = state === 'offered';
    const tone = tones[state] ?? 'stopped';
    return html`<div class="band stack ${tone}" part="waiting">
        ${tag(icons[tone], offered ? line.yourMove : state === 'waiting' ? line.ahead(ahead) : line.lineEnded)}
        <h2 class="near" tabindex="-1" id="title">
          ${state === 'waiting' ? line.inLine : offered ? text.offered : this.#ending(waiting)}
        </h2>
        ${dayAndHour(this.#widget, waiting)} ${placeLine(this.#widget, { place })}
        ${offered ? html`<p>${line.offeredUntil(portal.format.moment(offeredUntil ?? ''))}</p>` : nothing}
        ${state === 'waiting' ? html`<p>${line.lineHint(contact.phone)}</p>` : nothing} ${wrong}
        <div class="actions">${offered ? this.#offer() : this.#nextOptions(waiting)}</div>
      </div>
      ${another}`;
  }

  #offer() {
    const line = this.#text;
    const { pending } = this.#acceptRequest;
    return html`<button
        type="button"
        class="primary"
        aria-disabled=${pending ? 'true' : nothing}
        @click=${this.#accept}
      >
        ${pending ? line.taking : line.take}
      </button>
      ${this.#leaveButton(line.refuse)}`;
  }

  #nextOptions(waiting: Waiting) {
    const { state, next } = waiting;
    const { portal } = this.#widget;
    const line = this.#text;
    if (state === 'waiting') return this.#leaveButton(line.leave);
    const { text } = this.#widget;
    const when = next && sessionTime(next, portal.format);
    return html`${when ? nextFree(this.#widget, when, text.takeSession, () => this.#callbacks.next(waiting, next)) : callButton(this.#widget)}
      <button type="button" class=${next ? nothing : 'primary'} @click=${() => this.#callbacks.next(waiting)}>
        ${line.otherSession}
      </button>`;
  }

  #ending({ state, reason }: Waiting): string {
    const line = this.#text;
    return reason ? line.notHeldBecause(reason) : (line.lineEnds[state] ?? line.lineEnded);
  }
}
