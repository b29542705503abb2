import type { TemplateResult } from 'lit';
import type { Factor } from '../../contract/capabilities.ts';
import { type Dossier, dossierRead } from '../../contract/dossier.ts';
import type { Input } from '../../contract/requests/index.ts';
import {
  announcement,
  base,
  callButton,
  CapabilitiesController,
  DeepLink,
  failureBox,
  focusOn,
  html,
  LitElement,
  nothing,
  Poll,
  PortalController,
  property,
  RequestController,
  state,
  widgetShell,
} from '../../core/index.ts';
import type { Failure } from '../../core/outcome.ts';
import { isDossierCode, parseDossierCode } from '../../domain/dossier-code.ts';
import { shownFailure } from '../shared/shown-failure.ts';
import { DossierFound, DossierNotFound } from './dossier-events.ts';
import { foundView } from './dossier-view.ts';
import {
  codeField,
  defaultLookup,
  factorField,
  type Lookup,
  lookupFailure,
  lookupProblem,
  type LookupProblem,
  nothingTyped,
} from './lookup-fields.ts';
import { isFinal, statusName } from './next-action.ts';
import { printDossier } from './print-dossier.ts';
import { styles } from './status-lookup.styles.ts';
import { statusTexts } from './status-lookup.texts.ts';

type Question = Omit<Input<typeof dossierRead>, 'agency'>;

export { DossierFound, DossierNotFound } from './dossier-events.ts';

/**
 * Shows the state of a dossier, who acts next and when the result is due.
 *
 * @summary Looks a dossier up by the code on the receipt.
 * @tag mc-status-lookup
 * @slot - Shown without JavaScript and when the widget cannot load: a phone number, an address.
 * @fires {DossierFound} mc-dossier-found - A dossier was found and is about to be shown.
 * @fires {DossierNotFound} mc-dossier-not-found - Nothing matched what was entered.
 * @csspart base - The inner root.
 * @csspart your-move - What the citizen has to do.
 * @csspart our-move - What the office does, and until when.
 * @csspart timeline - The steps so far.
 * @csspart place - The desk to go to.
 * @csspart failure - The failure.
 * @csspart call - The button with the desk's phone number.
 */
export class StatusLookup extends LitElement {
  static override styles = [base, styles];

  /** The code to look up. With an open backend, setting it starts the lookup; otherwise it only fills the field. */
  @property() code = '';

  @state() private typed = nothingTyped;
  @state() private problem: LookupProblem | undefined;
  @state() private question: Question | undefined;
  @state() private dossier: Dossier | undefined;
  @state() private failure: Failure | undefined;
  /** The last refresh failed. */
  @state() private stale = false;
  @state() private spoken = '';

  #widget = new PortalController(this, statusTexts);

  #capabilities = new CapabilitiesController(this, this.#widget, () => this.#lookUpCode());
  #request = new RequestController<Dossier>(this);

  /** The question whose answer is shown. */
  #shown: Question | undefined;
  /** Whether the citizen asked: lookups by page or link must not take the focus. */
  #moveFocus = false;
  #poll = new Poll(this, () => void this.#refresh());

  constructor() {
    super();
    new DeepLink(this, ({ code }) => {
      if (code) this.code = code;
    });
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('code')) return;
    if (this.hasUpdated) this.#clear();
    this.typed = { ...this.typed, code: this.code ?? '' };
    if (this.hasUpdated) this.#lookUpCode();
  }

  override render(): TemplateResult {
    return widgetShell(html`${this.#view()} ${announcement(this.spoken)}`);
  }

  #view() {
    const { text, core } = this.#widget;
    const { failure, value } = this.#capabilities;
    if (this.dossier) return this.#found(this.dossier);
    if (failure)
      return html`<h2>${text.title}</h2>
        ${failureBox(this.#widget, failure, this.#capabilities.load)}<slot></slot>`;
    if (value && !value.lookup)
      return html`<h2>${text.title}</h2>
        <p>${core.notOffered}</p>
        ${callButton(this.#widget)}`;
    return this.#form();
  }

  #form() {
    const { text, core } = this.#widget;
    return html`
      <h2>${text.title}</h2>
      <form class="stack" novalidate @submit=${this.#submit}>
        ${codeField(text, this.typed.code, this.problem?.field === 'code' ? this.problem.message : '', this.#type)}
        ${this.#requiresFactor ? this.#factor() : nothing}
        <button class="primary" aria-disabled=${this.#request.pending ? 'true' : nothing}>
          ${this.#request.pending ? text.finding : text.find}
        </button>
      </form>
      ${this.#request.slow ? html`<p class="hint">${core.slow}</p>` : nothing}
      ${this.failure && !this.#request.pending ? this.#failed(this.failure) : nothing}
    `;
  }

  #factor() {
    return factorField({
      text: this.#widget.text,
      kind: this.#kind,
      others: this.#lookupBy.factors.filter(other => other !== this.#kind),
      value: this.typed.factor,
      problem: this.problem?.field === 'factor' ? this.problem.message : '',
      type: this.#type,
      choose: other => this.#chooseFactor(other),
    });
  }

  #found(dossier: Dossier) {
    return foundView({
      widget: this.#widget,
      dossier,
      stale: this.stale,
      more: dossier.more ? this.#openMore() : nothing,
      print: this.#print,
      another: this.#another,
    });
  }

  /** With privacy `open` the factor shows the rest. */
  #openMore() {
    const { text } = this.#widget;
    return html`<form class="stack box" novalidate @submit=${this.#submit}>
      <h3>${text.more}</h3>
      <p class="hint">${text.moreWhy}</p>
      ${this.#factor()}
      <button class="primary" aria-disabled=${this.#request.pending ? 'true' : nothing}>
        ${this.#request.pending ? text.finding : text.more}
      </button>
      ${this.failure && !this.#request.pending ? this.#failed(this.failure) : nothing}
    </form>`;
  }

  #failed(failure: Failure) {
    return lookupFailure(this.#widget, failure, this.question?.code ?? '', this.#lookUp);
  }

  get #lookupBy(): Lookup {
    return this.#capabilities.value?.lookup ?? defaultLookup;
  }

  get #requiresFactor(): boolean {
    return this.#lookupBy.privacy === 'factor';
  }

  get #kind(): Factor {
    const { factors } = this.#lookupBy;
    return factors.find(kind => kind === this.typed.kind) ?? factors[0] ?? 'phoneLast4';
  }

  #type = ({ target }: Event): void => {
    const { name, value } = target as HTMLInputElement;
    this.typed = { ...this.typed, [name]: value };
  };

  #chooseFactor(kind: Factor): void {
    this.typed = { ...this.typed, kind, factor: '' };
    this.problem = undefined;
    focusOn(this, 'factor');
  }

  #submit = (event: Event): void => {
    event.preventDefault();
    if (this.#request.pending) return;
    const { text } = this.#widget;
    const code = parseDossierCode(this.dossier?.code ?? this.typed.code);
    const kind = this.#kind;
    const value = this.typed.factor.replace(/[\s.-]/g, '');
    const needsFactor = this.#requiresFactor || this.dossier !== undefined;

    this.problem = lookupProblem(text, code, needsFactor ? { kind, value } : undefined);
    if (this.problem) {
      this.spoken = this.problem.message;
      focusOn(this, this.problem.field);
      return;
    }
    this.spoken = text.finding;
    this.failure = undefined;
    this.question = needsFactor ? { code, factor: { kind, value } } : { code };
    this.#moveFocus = true;
    void this.#lookUp();
  };

  /** With an open backend a code from the page or a link is enough. */
  #lookUpCode(): void {
    const code = parseDossierCode(this.code ?? '');
    if (this.#capabilities.value && !this.#requiresFactor && isDossierCode(code)) {
      this.question = { code };
      void this.#lookUp();
    }
  }

  #lookUp = async (): Promise<void> => {
    const { question } = this;
    if (!question) return;
    const outcome = await this.#request.run(signal => this.#widget.call(dossierRead, question, signal));
    if (outcome.kind === 'answered') this.#show(outcome.value);
    else if (outcome.kind !== 'cancelled') this.#fail(outcome);
  };

  #show(dossier: Dossier): void {
    const { text } = this.#widget;
    const status = statusName(text, dossier.status, dossier.label);
    this.dossier = dossier;
    this.#shown = this.question;
    this.failure = undefined;
    this.stale = false;
    this.spoken = text.foundSpoken(dossier.code, status);
    this.dispatchEvent(new DossierFound(dossier.status));
    if (this.#moveFocus) focusOn(this, 'result');
    if (isFinal(dossier)) this.#poll.stop();
    else this.#poll.start();
  }

  #fail(failure: Failure): void {
    this.failure = failure;
    const notFound = failure.kind === 'refused' && failure.slug === 'dossier-not-found';
    if (notFound) this.dispatchEvent(new DossierNotFound());
    this.spoken = '';
    void shownFailure(this).then(spoken => (this.spoken = spoken));
  }

  /** Refreshes in the background; shown data stays when that fails. */
  async #refresh(): Promise<void> {
    const { dossier } = this;
    const question = this.#shown;
    if (!question || !dossier) return;
    const outcome = await this.#widget.call(dossierRead, question);
    if (dossier !== this.dossier) return;
    this.stale = outcome.kind !== 'answered';
    if (outcome.kind !== 'answered') return;
    const { text } = this.#widget;
    if (outcome.value.status !== dossier.status) {
      this.spoken = text.changedSpoken(statusName(text, outcome.value.status, outcome.value.label));
    }
    this.dossier = outcome.value;
    if (isFinal(outcome.value)) this.#poll.stop();
  }

  #another = (): void => {
    this.#clear();
    focusOn(this, 'code');
  };

  /** Clears everything before the next lookup. */
  #clear(): void {
    this.#poll.stop();
    this.#request.clear();
    this.dossier = this.failure = this.question = this.problem = undefined;
    this.spoken = '';
    this.typed = { ...nothingTyped, kind: this.typed.kind };
  }

  #print = (): void => {
    if (this.dossier) printDossier(this.#widget, this.dossier);
  };
}
