import type { LitElement } from 'lit';
import { feedbackRead, type OpinionState } from '../../contract/feedback.ts';
import { failureBox, html, icons, nothing, type PortalController, RequestController } from '../../core/index.ts';
import type { Failure } from '../../core/outcome.ts';
import { parseTrackingCode } from '../../domain/tracking-code.ts';
import { errorLine } from '../shared/fields.ts';
import { shownFailure } from '../shared/shown-failure.ts';
import type { FeedbackTexts } from './feedback-form.texts.ts';

const ours = 'PA-7KQ2M-9XD4E';

/** Shows the state of an opinion by its tracking code. */
export class AnswerTracker {
  /** Live-region text. */
  spoken = '';

  readonly #host: LitElement;
  readonly #widget: PortalController<FeedbackTexts>;
  #typed = '';
  #problem = '';
  #example: string | undefined;
  readonly #request: RequestController<OpinionState>;

  constructor(host: LitElement, widget: PortalController<FeedbackTexts>) {
    this.#host = host;
    this.#widget = widget;
    this.#request = new RequestController(host);
  }

  clear(): void {
    this.#typed = this.#problem = this.spoken = '';
    this.#request.clear();
  }

  /** @param example example of a code, where the backend's differ from ours */
  render(example: string | undefined) {
    const { outcome } = this.#request;
    this.#example = example;
    return outcome?.kind === 'answered' ? this.#answer(outcome.value) : this.#form(outcome);
  }

  #form(failure: Failure | undefined) {
    const { text } = this.#widget;
    return html`<form class="stack" novalidate @submit=${this.#submit}>
      <div class="field">
        <label for="tracking">${text.trackCode}</label>
        <p class="hint" id="tracking-hint">${text.trackHint(this.#example ?? ours)}</p>
        ${errorLine('tracking', this.#problem)}
        <input
          id="tracking"
          class="number"
          .value=${this.#typed}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          enterkeyhint="search"
          aria-invalid=${this.#problem ? 'true' : nothing}
          aria-describedby=${this.#problem ? 'tracking-error tracking-hint' : 'tracking-hint'}
          @input=${({ target }: Event) => (this.#typed = (target as HTMLInputElement).value)}
        />
      </div>
      <button class="primary" aria-disabled=${this.#request.pending ? 'true' : nothing}>
        ${this.#request.pending ? text.tracking : text.track}
      </button>
      ${failure && !this.#request.pending ? this.#failed(failure) : nothing}
    </form>`;
  }

  #answer({ code, status, agency, receivedAt, answerBy, answer }: OpinionState) {
    const { text, portal } = this.#widget;
    const { format } = portal;
    return html`<section class="stack" part="answer">
      <h3 class="number" tabindex="-1" id="opinion" translate="no">${code}</h3>
      <p class="sub number">${text.sentTo(agency.name, format.moment(receivedAt))}</p>
      <div class="box ${answer ? 'done' : ''}">
        <p class="title">${answer ? icons.done : icons.going}<span>${text.states[status] ?? status}</span></p>
        ${
          answer
            ? html`<p class="quote">${answer.text}</p>
                <p class="hint number">${text.answeredBy(answer.by, format.moment(answer.at))}</p>`
            : answerBy
              ? html`<p>${text.answerBy(format.day(answerBy))}</p>`
              : nothing
        }
      </div>
      <button type="button" class="link" @click=${this.#another}>${text.anotherCode}</button>
    </section>`;
  }

  #failed(failure: Failure) {
    const notFound = failure.kind === 'refused' && failure.slug === 'opinion-not-found';
    return failureBox(this.#widget, failure, undefined, notFound ? this.#widget.text.trackNotFound : undefined);
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.#request.pending) return;
    const { text } = this.#widget;
    const code = this.#example ? this.#typed.trim().slice(0, 32) : parseTrackingCode(this.#typed);
    this.#problem = code ? '' : this.#example ? text.trackNoCode : text.trackMissing;
    if (!code) {
      this.#announce(this.#problem, '#tracking');
      return;
    }
    this.#announce(text.tracking);
    const outcome = await this.#request.run(signal => this.#widget.call(feedbackRead, { code }, signal));
    if (outcome.kind === 'answered') {
      this.#announce(text.states[outcome.value.status] ?? outcome.value.status, '#opinion');
    } else if (outcome.kind !== 'cancelled') {
      this.#announce(await shownFailure(this.#host));
    }
  };

  #another = (): void => {
    this.clear();
    this.#announce('', '#tracking');
  };

  #announce(text: string, focus?: string): void {
    this.spoken = text;
    this.#host.requestUpdate();
    if (focus)
      void this.#host.updateComplete.then(() => this.#host.renderRoot.querySelector<HTMLElement>(focus)?.focus());
  }
}
