import type { LitElement } from 'lit';
import { appointmentFind, type Appointment } from '../../../contract/appointment.ts';
import {
  RequestController,
  errorMessage,
  failureBox,
  focusOn,
  html,
  icon,
  icons,
  nothing,
  type PortalController,
} from '../../../core/index.ts';
import type { Failure } from '../../../core/outcome.ts';
import { parsePhoneNumber } from '../../../domain/phone.ts';
import { errorSummary, field, type FormProblem, problemAt } from '../../shared/fields.ts';
import { backIcon } from '../../shared/icons.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import type { TicketTexts } from './ticket.texts.ts';
import { ticketTextsOf } from './ticket.ts';
import type { TicketCallbacks } from './ticket-callbacks.ts';

const nothingTyped = { number: '', phone: '' };

/** Finds an appointment by its number and the phone that it was booked with. */
export class FindView {
  open = false;
  /** Live-region text. */
  spoken = '';

  readonly #host: LitElement;
  readonly #widget: PortalController<BookerTexts>;
  readonly #callbacks: Pick<TicketCallbacks, 'focus'>;
  readonly #back: () => void;
  readonly #found: (appointment: Appointment) => void;
  readonly #request: RequestController<Appointment>;
  #typed = nothingTyped;
  #problems: readonly FormProblem[] = [];

  constructor(
    host: LitElement,
    widget: PortalController<BookerTexts>,
    callbacks: Pick<TicketCallbacks, 'focus'>,
    back: () => void,
    found: (appointment: Appointment) => void,
  ) {
    this.#host = host;
    this.#widget = widget;
    this.#callbacks = callbacks;
    this.#back = back;
    this.#found = found;
    this.#request = new RequestController(host, true);
  }

  /** Opens the empty form. */
  ask(): void {
    this.close();
    this.open = true;
    this.#host.requestUpdate();
    this.#callbacks.focus('title');
  }

  close(): void {
    this.open = false;
    this.spoken = '';
    this.#typed = nothingTyped;
    this.#problems = [];
    this.#request.clear();
  }

  get #text(): TicketTexts {
    return ticketTextsOf(this.#widget);
  }

  #find = async (event?: Event): Promise<void> => {
    event?.preventDefault();
    if (this.#request.pending) return;
    this.#problems = this.#check();
    this.#request.outcome = undefined;
    if (this.#problems.length) {
      this.#announce(this.#widget.text.problems(this.#problems.length));
      return focusOn(this.#host, 'summary');
    }
    this.#announce(this.#text.finding);
    // The button that was pressed again is gone.
    if (!event) this.#callbacks.focus('title');
    const { number, phone } = this.#typed;
    const outcome = await this.#request.run(signal =>
      this.#widget.call(appointmentFind, { number: number.trim(), phone: phone.trim() }, signal),
    );
    if (outcome.kind === 'cancelled') return;
    if (outcome.kind === 'answered') {
      this.close();
      return this.#found(outcome.value);
    }
    if (outcome.kind === 'refused' && outcome.slug === 'invalid-input') this.#showWrong(outcome.problem.errors ?? []);
    else this.#announce(this.#messageOf(outcome));
  };

  /** Fields that the backend does not take. */
  #showWrong(errors: readonly { pointer: string }[]): void {
    this.#request.outcome = undefined;
    const isPhone = errors.some(({ pointer }) => pointer === '/phone');
    this.#problems = [
      isPhone
        ? { field: 'phone', message: this.#widget.text.wrongPhone }
        : { field: 'number', message: this.#text.findNoNumber },
    ];
    this.#announce(this.#widget.text.problems(1));
    focusOn(this.#host, 'summary');
  }

  #check(): FormProblem[] {
    const { text } = this.#widget;
    const { number, phone } = this.#typed;
    const { kind } = parsePhoneNumber(phone);
    const phoneProblem = !phone.trim()
      ? text.missingPhone
      : { phone: '', old: text.oldPhone, 'not-a-phone': text.wrongPhone }[kind];
    return [
      { field: 'number', message: number.trim() ? '' : this.#text.findNoNumber },
      { field: 'phone', message: phoneProblem },
    ].filter(({ message }) => message);
  }

  #type(typed: Partial<typeof nothingTyped>): void {
    this.#typed = { ...this.#typed, ...typed };
    if (this.#problems.length) this.#problems = this.#check();
    this.#host.requestUpdate();
  }

  #announce(text: string): void {
    this.spoken = text;
    this.#host.requestUpdate();
  }

  #messageOf(failure: Failure): string {
    return isNotFound(failure) ? this.#text.findNone : errorMessage(failure, this.#widget.core);
  }

  render() {
    const { core, text: bookerText } = this.#widget;
    const text = this.#text;
    const { pending, slow, failure } = this.#request;
    const problems = this.#problems;
    const names = { number: text.findNumber, phone: text.findPhone };
    return html`<button type="button" class="link back" @click=${this.#back}>
        ${icon(backIcon)}${bookerText.back}
      </button>
      <h2 tabindex="-1" id="title">${text.findTitle}</h2>
      ${errorSummary(bookerText.problems(problems.length), problems, names, id => focusOn(this.#host, id))}
      ${failure ? this.#failed(failure) : nothing}
      <form class="stack" novalidate @submit=${this.#find}>
        ${field({
          id: 'number',
          label: text.findNumber,
          hint: text.findNumberHint,
          value: this.#typed.number,
          problem: problemAt(problems, 'number'),
          change: number => this.#type({ number }),
        })}
        ${field({
          id: 'phone',
          label: text.findPhone,
          hint: text.findPhoneHint,
          value: this.#typed.phone,
          problem: problemAt(problems, 'phone'),
          type: 'tel',
          autocomplete: 'tel',
          change: phone => this.#type({ phone }),
        })}
        <button class="primary" aria-disabled=${pending ? 'true' : nothing}>
          ${pending ? text.finding : text.find}
        </button>
        ${slow ? html`<p class="hint">${core.slow}</p>` : nothing}
      </form>`;
  }

  /** A wrong number or phone is no failure of the system. */
  #failed(failure: Failure) {
    if (!isNotFound(failure)) return failureBox(this.#widget, failure, () => this.#find());
    return html`<div class="box yours" part="failure">
      <p class="title">${icons.yours}<span>${this.#text.findNone}</span></p>
    </div>`;
  }
}

const isNotFound = (failure: Failure): boolean =>
  failure.kind === 'refused' && failure.slug === 'appointment-not-found';
