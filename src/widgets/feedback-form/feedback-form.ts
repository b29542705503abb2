import type { TemplateResult } from 'lit';
import { type Agency, agencyRead } from '../../contract/agency.ts';
import type { Capabilities } from '../../contract/capabilities.ts';
import { feedbackCreate, type FeedbackReceipt } from '../../contract/feedback.ts';
import type { Input } from '../../contract/requests/index.ts';
import {
  announcement,
  base,
  callStrip,
  CapabilitiesController,
  DeepLink,
  failureBox,
  focusOn,
  html,
  LitElement,
  nothing,
  PortalController,
  property,
  RequestController,
  state,
  widgetShell,
} from '../../core/index.ts';
import type { Failure } from '../../core/outcome.ts';
import { checkbox, errorSummary, type FormProblem } from '../shared/fields.ts';
import { formStyles } from '../shared/form.styles.ts';
import { isOutcomeUnknown } from '../shared/outcome-unknown.ts';
import { shownFailure } from '../shared/shown-failure.ts';
import { skeletonStyles } from '../shared/skeleton.styles.ts';
import { tickStyles } from '../shared/tick.styles.ts';
import { AnswerTracker } from './answer-tracker.ts';
import { CharacterCounter } from './character-counter.ts';
import { FeedbackDraft } from './feedback-draft.ts';
import { FeedbackSending, FeedbackSent } from './feedback-events.ts';
import { styles } from './feedback-form.styles.ts';
import { feedbackTexts } from './feedback-form.texts.ts';
import { copyText } from '../shared/copy-text.ts';
import { anonymousLine, feedbackFailure, kindChoice, kindTitle, receiptView, sendButton } from './feedback-views.ts';
import { type Form, opinionFields, ratingFields } from './fields.ts';
import {
  backendProblems,
  charactersLeft,
  clearKind,
  emptyModel,
  type FormModel,
  namesOf,
  type Kind,
  problemsOf,
  type Sendable,
  toOpinion,
  toRating,
} from './form-model.ts';

export { FeedbackSending, FeedbackSent } from './feedback-events.ts';

/**
 * Sends a rating of the service or an opinion, and shows the answer to an opinion.
 *
 * @summary Sends ratings and opinions, shows answers.
 * @tag mc-feedback-form
 * @slot - Shown without JavaScript and when the widget cannot load.
 * @attr {boolean} no-title - Hides the widget's own title, for pages whose title says the same.
 * @fires {FeedbackSending} mc-feedback-sending - Something is about to be sent; `preventDefault()` stops it.
 * @fires {FeedbackSent} mc-feedback-sent - Something was received.
 * @csspart base - The inner root.
 * @csspart formal - Where formal complaints go.
 * @csspart receipt - The receipt, with the tracking code of an opinion.
 * @csspart answer - The answer to an opinion.
 * @csspart failure - The failure.
 * @csspart call - The button with the desk's phone number.
 * @csspart notice - What the office says on the widget.
 */
export class FeedbackForm extends LitElement {
  static override styles = [base, skeletonStyles, tickStyles, formStyles, styles];

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
  /** What came of copying the code. */
  @state() private copied = '';
  @state() private spoken = '';

  /** Whether the page sets the kind, so that there is no way back to the choice. */
  #fixed: boolean | undefined;
  #widget = new PortalController(this, feedbackTexts);
  #draft = new FeedbackDraft(this.#widget, () => (this.#fixed ? this.kind : ''));
  #tracker = new AnswerTracker(this, this.#widget);
  #capabilities = new CapabilitiesController(this, this.#widget, () => this.#resume());
  #counter = new CharacterCounter(
    this,
    this.#widget,
    () => charactersLeft(this.typed.text, this.#capabilities.value),
    spoken => (this.spoken = spoken),
  );
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

  override render(): TemplateResult {
    return widgetShell(
      html`${this.#view()} ${announcement(this.spoken || this.#tracker.spoken)}`,
      callStrip(this.#widget),
      this.#widget,
    );
  }

  #view() {
    const { text, core } = this.#widget;
    const { failure, value: offered } = this.#capabilities;
    if (this.receipt)
      return receiptView(this.#widget, this.receipt, this.copied, { copy: this.#copy, finish: this.#finish });
    if (failure)
      return html`<h2 class="face-title">${text.choose}</h2>
        ${failureBox(this.#widget, failure, this.#capabilities.load)}<slot></slot>`;
    const kind = this.kind || (offered && !offered.rating && offered.opinion ? 'opinion' : this.kind);
    if (!kind) return kindChoice(this.#widget, offered, kind => this.#choose(kind));
    if (kind === 'answer')
      return html`${this.#title(text.answer)}${this.#tracker.render(offered?.opinion?.codeExample)}`;
    if (offered && !offered[kind])
      return html`${this.#title(text[kind])}
        <p>${core.notOffered}</p>`;
    return this.#form(kind, offered);
  }

  #title = (title: string) => kindTitle(this.#widget, title, this.#fixed ? undefined : () => this.#choose(''));

  #form(kind: Kind, offered: Capabilities | undefined) {
    const { text, core } = this.#widget;
    const { typed, problems } = this;
    const form: Form = { widget: this.#widget, typed, problems, change: part => this.#change(part) };
    const agency = this.#agency.value;
    return html`
      ${this.#title(text[kind])} ${anonymousLine(text, kind === 'rating' ? this.dossier?.code : undefined)}
      ${errorSummary(text.problems(problems.length), problems, namesOf(text), id => focusOn(this, id))}
      ${
        offered
          ? html`<form class="stack" novalidate @submit=${this.#submit}>
              ${kind === 'rating' && offered.rating ? ratingFields(form, offered.rating) : nothing}
              ${kind === 'opinion' && offered.opinion ? opinionFields(form, offered.opinion, agency) : nothing}
              ${
                kind === 'opinion' && this.draft === 'device' && !this.#draft.isKiosk
                  ? checkbox('keep', text.keepDraft, this.keepOnDevice, this.#toggleKeep)
                  : nothing
              }
              ${this.failure && !this.#request.pending ? feedbackFailure(this.#widget, this.failure, this.#dropDossier) : nothing}
              ${sendButton(text, kind, { failure: this.failure, pending: this.#request.pending, finish: this.#finish })}
              ${this.#request.slow ? html`<p class="hint">${core.slow}</p>` : nothing}
            </form>`
          : html`<div class="skeleton"></div>`
      }
    `;
  }

  #copy = (code: string): void =>
    void copyText(code).then(copied => {
      this.copied = this.spoken = this.#widget.text[copied ? 'copied' : 'notCopied'];
    });

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
      this.#counter.typed();
      this.#confirmAgency();
    }
  }

  /** The formal channels are loaded when an opinion is being written. */
  #confirmAgency(): void {
    if (this.#agency.outcome || this.#agency.pending) return;
    void this.#agency.run(signal => this.#widget.call(agencyRead, {}, signal));
  }

  #saveDraft(): void {
    this.#draft.save(this.typed, this.draft, this.keepOnDevice);
  }

  #toggleKeep = (): void => {
    this.keepOnDevice = !this.keepOnDevice;
    this.#saveDraft();
  };

  #dropDossier = (): void => {
    this.dossier = this.failure = undefined;
  };

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

  #check(): FormProblem[] {
    return problemsOf(this.kind, this.typed, this.#capabilities.value ?? {}, this.#widget);
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
      this.problems = backendProblems(failure.problem.errors, text);
      if (this.problems.length) {
        this.spoken = text.problems(this.problems.length);
        focusOn(this, 'summary');
        return;
      }
    }
    this.failure = failure;
    void shownFailure(this).then(spoken => (this.spoken = spoken));
  }

  /** After a reload: repeats an unanswered write with its key; restores a draft. */
  #resume(): void {
    const pending = this.#request.pending || this.receipt ? undefined : this.#draft.pending(this.kind);
    if (pending) {
      this.kind ||= pending.kind;
      if (this.kind === pending.kind) void this.#send(pending);
    }
    const draft = this.#draft.read(this.draft);
    if (draft && this.typed === emptyModel) {
      this.typed = { ...emptyModel, ...draft.typed };
      this.keepOnDevice = draft.onDevice;
      if (draft.typed.text) this.#confirmAgency();
    }
  }

  #finish = (): void => {
    this.receipt = this.failure = this.dossier = undefined;
    this.copied = '';
    this.typed = emptyModel;
    this.problems = [];
    this.keepOnDevice = false;
    if (!this.#fixed) this.kind = '';
    this.#tracker.clear();
    this.#draft.wipe();
    focusOn(this, 'title');
  };
}
