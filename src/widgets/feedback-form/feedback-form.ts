import type { TemplateResult } from 'lit';
import { agencyRead, type Agency } from '../../contract/agency.ts';
import type { Capabilities } from '../../contract/capabilities.ts';
import { feedbackCreate, type FeedbackReceipt } from '../../contract/feedback.ts';
import type { Input } from '../../contract/requests/index.ts';
import {
  announcement,
  RequestController,
  base,
  callButton,
  DeepLink,
  failureBox,
  focusOn,
  widgetShell,
  html,
  LitElement,
  nothing,
  CapabilitiesController,
  PortalController,
  property,
  state,
} from '../../core/index.ts';
import type { Failure } from '../../core/outcome.ts';
import { maskDossierCode } from '../../domain/dossier-code.ts';
import { readDraft, wipeDraft, writeDraft } from '../shared/draft.ts';
import { formStyles } from '../shared/form.styles.ts';
import { isOutcomeUnknown } from '../shared/outcome-unknown.ts';
import { tickStyles } from '../shared/tick.styles.ts';
import { errorSummary, checkbox, type FormProblem } from '../shared/fields.ts';
import { AnswerTracker } from './answer-tracker.ts';
import { styles } from './feedback-form.styles.ts';
import { feedbackTexts } from './feedback-form.texts.ts';
import { opinionFields, ratingFields, type Form } from './fields.ts';
import {
  fitsForm,
  isEmpty,
  emptyModel,
  opinionProblems,
  ratingProblems,
  toOpinion,
  toRating,
  clearKind,
  type Kind,
  type FormModel,
} from './form-model.ts';

const counterPause = 1000;

/**
 * Takes a rating of the service or an opinion, once, and shows what was answered.
 *
 * @summary Rating, opinion, and the answer to it.
 * @tag mc-feedback-form
 * @slot - What people see without JavaScript and when the widget cannot load.
 * @fires {FeedbackSending} mc-feedback-sending - Something is about to be sent; `preventDefault()` stops it.
 * @fires {FeedbackSent} mc-feedback-sent - Something was received.
 * @csspart base - The inner root.
 * @csspart formal - Where formal complaints go.
 * @csspart receipt - The proof that something was received.
 * @csspart answer - The answer to an opinion.
 * @csspart failure - What went wrong.
 * @csspart call - The button with the desk's phone number.
 */
export class FeedbackForm extends LitElement {
  static override styles = [base, tickStyles, formStyles, styles];

  /** Shown part: `rating`, `opinion` or `answer`; without it, the citizen chooses. */
  @property() kind: 'rating' | 'opinion' | 'answer' | '' = '';

  /** Where a draft is kept: `off`, `session` (this tab) or `device` (with a checkbox). */
  @property() draft: 'off' | 'session' | 'device' = 'device';

  @state() private typed: FormModel = emptyModel;
  @state() private keepOnDevice = false;
  @state() private dossier: { code: string; ticket: string } | undefined;
  @state() private problems: readonly FormProblem[] = [];
  @state() private failure: Failure | undefined;
  @state() private receipt: FeedbackReceipt | undefined;
  @state() private spoken = '';

  /** Whether the page sets the kind, so that there is no way back to the choice. */
  #fixed: boolean | undefined;
  #counter = 0;
  #widget = new PortalController(this, feedbackTexts);
  #tracker = new AnswerTracker(this, this.#widget);
  #capabilities = new CapabilitiesController(this, this.#widget, () => this.#resume());
  #request = new RequestController<FeedbackReceipt>(this, true);
  #agency = new RequestController<Agency>(this);

  constructor() {
    super();
    new DeepLink(this, ({ code = '', ticket }) => {
      this.dossier = ticket ? { code, ticket } : undefined;
      if (this.dossier && !this.#fixed) this.kind = 'rating';
    });
  }

  override connectedCallback(): void {
    this.#fixed ??= this.hasAttribute('kind');
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#counter);
  }

  override render(): TemplateResult {
    return widgetShell(html`${this.#view()} ${announcement(this.spoken || this.#tracker.spoken)}`);
  }

  #view() {
    const { text, core } = this.#widget;
    const { failure, value: offered } = this.#capabilities;
    if (this.receipt) return this.#received(this.receipt);
    if (failure)
      return html`<h2>${text.choose}</h2>
        ${failureBox(this.#widget, failure, this.#capabilities.load)}<slot></slot>`;
    const kind = this.kind || (offered && !offered.rating && offered.opinion ? 'opinion' : this.kind);
    if (!kind) return this.#choice(offered);
    if (kind === 'answer')
      return html`${this.#title(text.answer)}${this.#tracker.render(offered?.opinion?.codeExample)}`;
    if (offered && !offered[kind])
      return html`${this.#title(text[kind])}
        <p>${core.notOffered}</p>
        ${callButton(this.#widget)}`;
    return this.#form(kind, offered);
  }

  #title(message: string) {
    const { text } = this.#widget;
    return html`<div>
      <h2 tabindex="-1" id="title">${message}</h2>
      ${this.#fixed ? nothing : html`<button type="button" class="link" @click=${() => this.#choose('')}>${text.back}</button>`}
    </div>`;
  }

  #choice(offered: Capabilities | undefined) {
    const { text } = this.#widget;
    const kinds = (['rating', 'opinion', 'answer'] as const).filter(
      kind => !offered || offered[kind === 'answer' ? 'opinion' : kind],
    );
    return html`<h2 tabindex="-1" id="title">${text.choose}</h2>
      <div class="actions">
        ${kinds.map(kind => html`<button type="button" @click=${() => this.#choose(kind)}>${text[kind]}</button>`)}
      </div>`;
  }

  #form(kind: Kind, offered: Capabilities | undefined) {
    const { text, core } = this.#widget;
    const form = this.#drawn;
    const agency = this.#agency.value;
    const sub =
      kind === 'rating' && this.dossier ? text.forDossier(maskDossierCode(this.dossier.code)) : text.anonymous;
    const unknown = this.failure?.kind === 'unknown';
    return html`
      ${this.#title(text[kind])}
      <p class="sub number">${sub}</p>
      ${errorSummary(text.problems(this.problems.length), this.problems, id => focusOn(this, id))}
      ${
        offered
          ? html`<form class="stack" novalidate @submit=${this.#submit}>
              ${kind === 'rating' && offered.rating ? ratingFields(form, offered.rating) : nothing}
              ${kind === 'opinion' && offered.opinion ? opinionFields(form, offered.opinion, agency) : nothing}
              ${
                kind === 'opinion' && this.draft === 'device' && !this.#kiosk
                  ? checkbox('keep', text.keepDraft, this.keepOnDevice, this.#toggleKeep)
                  : nothing
              }
              ${this.failure && !this.#request.pending ? this.#failed(this.failure) : nothing}
              ${
                isOutcomeUnknown(this.failure)
                  ? html`<button type="button" @click=${this.#finish}>${text.finish}</button>`
                  : html`<button class="primary" aria-disabled=${this.#request.pending ? 'true' : nothing}>
                      ${this.#request.pending ? text.sending : unknown ? text.sendAgain : text.send[kind]}
                    </button>`
              }
              ${this.#request.slow ? html`<p class="hint">${core.slow}</p>` : nothing}
            </form>`
          : html`<div class="skeleton"></div>`
      }
    `;
  }

  #failed(failure: Failure) {
    const { text } = this.#widget;
    const slug = failure.kind === 'refused' ? failure.slug : '';
    if (slug === 'already-rated')
      return html`<p class="box done" part="failure"><span class="title">${text.alreadyRated}</span></p>`;
    if (slug === 'ticket-not-valid') {
      return html`${failureBox(this.#widget, failure, undefined, text.ticketNotValid)}
        <button type="button" @click=${() => (this.dossier = this.failure = undefined)}>
          ${text.withoutDossier}
        </button>`;
    }
    return failureBox(this.#widget, failure);
  }

  #received({ kind, receivedAt, code, answerBy }: FeedbackReceipt) {
    const { text, portal } = this.#widget;
    return html`<section class="stack" part="receipt">
      <h2 tabindex="-1" id="title">${kind === 'rating' ? text.thanks : text.received}</h2>
      <p class="sub number">${text.receivedAt(portal.format.moment(receivedAt))}</p>
      ${
        code
          ? html`<div class="box done">
              <p>${text.keepCode}</p>
              <p class="big number" translate="no">${code}</p>
              ${answerBy ? html`<p>${text.answerBy(portal.format.day(answerBy))}</p>` : nothing}
            </div>`
          : nothing
      }
      <button type="button" @click=${this.#finish}>${text.finish}</button>
    </section>`;
  }

  get #kiosk(): boolean {
    return this.#widget.portal.settings.kiosk === 'true';
  }

  get #draftName(): string {
    return `draft:feedback:${this.#widget.portal.settings.agency}${this.#fixed ? `:${this.kind}` : ''}`;
  }

  get #drawn(): Form {
    return {
      widget: this.#widget,
      typed: this.typed,
      problems: this.problems,
      change: part => this.#change(part),
    };
  }

  #choose(kind: Kind | 'answer' | ''): void {
    this.kind = kind;
    this.problems = [];
    this.failure = undefined;
    focusOn(this, 'title');
  }

  #change(part: Partial<FormModel>): void {
    this.typed = { ...this.typed, ...part };
    if (this.problems.length) this.problems = this.#check();
    this.#saveDraft();
    if (part.text !== undefined) {
      this.#speakCount();
      this.#confirmAgency();
    }
  }

  /** The formal channels are loaded when an opinion is being written. */
  #confirmAgency(): void {
    if (this.#agency.outcome || this.#agency.pending) return;
    void this.#agency.run(signal => this.#widget.call(agencyRead, {}, signal));
  }

  /** Stores the draft as far as the page and the citizen allow; an empty form leaves none. */
  #saveDraft(): void {
    const { portal } = this.#widget;
    if (isEmpty(this.typed)) wipeDraft(portal, this.#draftName);
    else if (this.draft !== 'off' && !this.#kiosk) writeDraft(portal, this.#draftName, this.typed, this.keepOnDevice);
  }

  #toggleKeep = (): void => {
    this.keepOnDevice = !this.keepOnDevice;
    this.#saveDraft();
  };

  /** Announces the character count when typing pauses. */
  #speakCount(): void {
    clearTimeout(this.#counter);
    this.#counter = window.setTimeout(() => {
      const opinion = this.#capabilities.value?.opinion;
      if (!opinion) return;
      const { text } = this.#widget;
      const left = opinion.maxLength - this.typed.text.normalize('NFC').trim().length;
      this.spoken = left < 0 ? text.charactersOver(-left) : text.charactersLeft(left);
    }, counterPause);
  }

  #submit = (event: Event): void => {
    event.preventDefault();
    const offered = this.#capabilities.value;
    if (this.#request.pending || isOutcomeUnknown(this.failure) || !offered) return;
    this.problems = this.#check();
    if (this.problems.length) {
      this.spoken = this.#widget.text.problems(this.problems.length);
      focusOn(this, 'summary');
    } else if (this.kind === 'rating' && offered.rating) {
      void this.#send(toRating(this.typed, offered.rating, this.dossier?.ticket ?? ''));
    } else if (offered.opinion) {
      void this.#send(toOpinion(this.typed, offered.opinion));
    }
  };

  /** Errors before sending. */
  #check(): FormProblem[] {
    const { rating, opinion } = this.#capabilities.value ?? {};
    const { text, lang } = this.#widget;
    if (this.kind === 'rating') return rating ? ratingProblems(this.typed, rating, text, lang) : [];
    return opinion ? opinionProblems(this.typed, opinion, text) : [];
  }

  async #send(input: Sendable): Promise<void> {
    const sending = new FeedbackSending(input.kind);
    this.dispatchEvent(sending);
    if (sending.defaultPrevented) return;

    this.failure = undefined;
    this.spoken = this.#widget.text.sending;
    const outcome = await this.#request.run(() =>
      this.#widget.call(feedbackCreate, input as Input<typeof feedbackCreate>),
    );
    if (outcome.kind === 'cancelled') return;
    if (outcome.kind === 'answered') {
      this.receipt = outcome.value;
      this.typed = clearKind(this.typed, input.kind);
      this.#saveDraft();
      this.spoken = '';
      this.dispatchEvent(new FeedbackSent(input.kind));
      focusOn(this, 'title');
      return;
    }
    this.#fail(outcome);
  }

  /** Shows errors of the backend at their fields, others in the summary. */
  #fail(failure: Failure): void {
    const { text } = this.#widget;
    if (failure.kind === 'refused' && failure.slug === 'invalid-input') {
      const fields: Record<string, [string, string]> = {
        '/text': ['text', text.missingText],
        '/contact/phone': ['phone', text.wrongPhone],
        '/consents': ['phone', text.missingConsent],
      };
      this.problems = (failure.problem.errors ?? []).map(({ pointer }) => {
        const [field, message] = fields[pointer] ?? ['title', text.otherProblem(pointer)];
        return { field, message };
      });
      if (this.problems.length) {
        this.spoken = text.problems(this.problems.length);
        focusOn(this, 'summary');
        return;
      }
    }
    this.failure = failure;
    void this.updateComplete.then(() => {
      this.spoken = this.renderRoot.querySelector('[part=failure] .title')?.textContent?.trim() ?? '';
    });
  }

  /** After a reload: repeats an unanswered write with its key; restores a draft. */
  #resume(): void {
    const { portal } = this.#widget;
    const { client } = portal;
    const pending =
      client.pendingInput(feedbackCreate, this.kind || 'opinion') ??
      client.pendingInput(feedbackCreate, this.kind || 'rating');
    if (
      pending &&
      pending.kind !== 'guide' &&
      pending.agency === portal.settings.agency &&
      !this.#request.pending &&
      !this.receipt
    ) {
      this.kind ||= pending.kind;
      if (this.kind === pending.kind) void this.#send(pending);
    }
    const draft =
      this.draft === 'off' || this.#kiosk ? undefined : readDraft<FormModel>(portal, this.#draftName, fitsForm);
    if (draft && this.typed === emptyModel) {
      this.typed = { ...emptyModel, ...draft.typed };
      this.keepOnDevice = draft.onDevice;
      if (draft.typed.text) this.#confirmAgency();
    }
  }

  #finish = (): void => {
    this.receipt = this.failure = this.dossier = undefined;
    this.typed = emptyModel;
    this.problems = [];
    this.keepOnDevice = false;
    if (!this.#fixed) this.kind = '';
    this.#tracker.clear();
    wipeDraft(this.#widget.portal, this.#draftName);
    focusOn(this, 'title');
  };
}

type Sendable = Omit<Input<typeof feedbackCreate>, 'agency'> & { kind: Kind };

/** Something is about to be sent. Cancelable. Contains the kind, never the content. */
export class FeedbackSending extends Event {
  readonly kind: Kind;

  constructor(kind: Kind) {
    super('mc-feedback-sending', { bubbles: true, composed: true, cancelable: true });
    this.kind = kind;
  }
}

/** Feedback was received. */
export class FeedbackSent extends Event {
  readonly kind: Kind;

  constructor(kind: Kind) {
    super('mc-feedback-sent', { bubbles: true, composed: true });
    this.kind = kind;
  }
}

declare global {
  interface HTMLElementEventMap {
    'mc-feedback-sending': FeedbackSending;
    'mc-feedback-sent': FeedbackSent;
  }
}
