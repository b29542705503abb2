import type { LitElement, TemplateResult } from 'lit';
import { phoneCode, phoneConfirm, type ConfirmedPhone, type SentCode } from '../../contract/phone.ts';
import { RequestController, errorMessage, failureBox, html, nothing, type PortalController } from '../../core/index.ts';
import type { Failure } from '../../core/outcome.ts';
import { field } from './fields.ts';

/** Texts of the view, which the widget has among its own. */
export interface PhoneTexts {
  codeTitle: string;
  codeSending: string;
  codeSent: (phone: string) => string;
  code: string;
  codeWrong: string;
  codeConfirm: string;
  codeChecking: string;
  codeAgain: string;
  otherPhone: string;
  codesEnough: string;
}

interface PhoneOptions {
  text(): PhoneTexts;
  focus(id: string): void;
  /** Live-region text; rendered by the owner where it has none. */
  say?: (text: string) => void;
  /** The title, with the id `title`. */
  title(text: string): TemplateResult;
}

/** Confirms a phone by the code that it is sent. */
export class PhoneView {
  /** Live-region text. */
  spoken = '';

  readonly #host: LitElement;
  readonly #widget: PortalController<object>;
  readonly #options: PhoneOptions;
  readonly #sending: RequestController<SentCode>;
  readonly #confirming: RequestController<ConfirmedPhone>;
  #phone = '';
  #typed = '';
  #problem = '';
  #done: (confirmed?: string) => void = () => {};

  constructor(host: LitElement, widget: PortalController<object>, options: PhoneOptions) {
    this.#host = host;
    this.#widget = widget;
    this.#options = options;
    this.#sending = new RequestController(host, true);
    this.#confirming = new RequestController(host, true);
  }

  get open(): boolean {
    return this.#phone !== '';
  }

  /** @param done called with the confirmation; with nothing when the citizen goes back */
  ask(phone: string, done: (confirmed?: string) => void): void {
    this.close();
    this.#phone = phone;
    this.#done = done;
    this.#options.focus('title');
    void this.#send();
  }

  close(): void {
    this.#phone = this.#typed = this.#problem = this.spoken = '';
    this.#sending.clear();
    this.#confirming.clear();
  }

  get #text(): PhoneTexts {
    return this.#options.text();
  }

  #send = async (): Promise<void> => {
    if (this.#sending.pending) return;
    this.#confirming.clear();
    this.#announce(this.#text.codeSending);
    const outcome = await this.#sending.run(() => this.#widget.call(phoneCode, { phone: this.#phone }));
    if (outcome.kind === 'cancelled') return;
    this.#announce(outcome.kind === 'answered' ? this.#text.codeSent(this.#phone) : this.#messageOf(outcome));
  };

  #confirm = async (event?: Event): Promise<void> => {
    event?.preventDefault();
    if (this.#confirming.pending) return;
    const code = this.#typed.replace(/\D/g, '');
    if (code.length !== 6) return this.#showProblem();
    this.#problem = '';
    const outcome = await this.#confirming.run(() => this.#widget.call(phoneConfirm, { phone: this.#phone, code }));
    if (outcome.kind === 'answered') return this.#leave(outcome.value.confirmed);
    if (outcome.kind === 'refused' && outcome.slug === 'invalid-input') {
      this.#confirming.clear();
      this.#showProblem();
    } else if (outcome.kind !== 'cancelled') this.#announce(this.#messageOf(outcome));
  };

  #showProblem(): void {
    this.#problem = this.#text.codeWrong;
    this.#announce(this.#problem);
    this.#options.focus('code');
  }

  #leave(confirmed?: string): void {
    const done = this.#done;
    this.close();
    this.#host.requestUpdate();
    done(confirmed);
  }

  #announce(text: string): void {
    this.spoken = text;
    this.#options.say?.(text);
    this.#host.requestUpdate();
  }

  #messageOf(failure: Failure): string {
    const isMuch = failure.kind === 'refused' && failure.slug === 'too-many-requests';
    return isMuch ? this.#text.codesEnough : errorMessage(failure, this.#widget.core);
  }

  render() {
    const { core } = this.#widget;
    const text = this.#text;
    const { pending, slow } = this.#confirming;
    const failure = this.#sending.failure ?? this.#confirming.failure;
    const isUnsent = this.#sending.failure !== undefined;
    // The button goes.
    const again = () => {
      void (isUnsent ? this.#send() : this.#confirm());
      this.#options.focus('title');
    };
    const sent = !this.#sending.pending && this.#sending.value;
    return html`${this.#options.title(text.codeTitle)}
      ${sent ? html`<p>${text.codeSent(this.#phone)}</p>` : failure ? nothing : html`<p>${text.codeSending}</p>`}
      <form class="stack" novalidate @submit=${this.#confirm}>
        ${field({
          id: 'code',
          label: text.code,
          value: this.#typed,
          problem: this.#problem,
          type: 'tel',
          autocomplete: 'one-time-code',
          change: typed => (this.#typed = typed),
        })}
        ${failure ? failureBox(this.#widget, failure, again, this.#messageOf(failure)) : nothing}
        <button class="primary" aria-disabled=${pending ? 'true' : nothing}>
          ${pending ? text.codeChecking : text.codeConfirm}
        </button>
        ${slow ? html`<p class="hint">${core.slow}</p>` : nothing}
      </form>
      <div class="actions">
        <button type="button" class="link" @click=${this.#send}>${text.codeAgain}</button>
        <button type="button" class="link" @click=${() => this.#leave()}>${text.otherPhone}</button>
      </div>`;
  }
}
