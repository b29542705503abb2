import type { TemplateResult } from 'lit';
import { dossierRead, type Dossier } from '../../contract/dossier.ts';
import type { Capabilities, Factor } from '../../contract/capabilities.ts';
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
  Poll,
  PortalController,
  printSheet,
  property,
  state,
} from '../../core/index.ts';
import type { Failure } from '../../core/outcome.ts';
import { isDossierCode, isUsualDossierCode, parseDossierCode } from '../../domain/dossier-code.ts';
import { dossierView, summary } from './dossier-view.ts';
import { statusName } from './next-action.ts';
import { sheet } from './print-sheet.ts';
import { styles } from './status-lookup.styles.ts';
import { statusTexts } from './status-lookup.texts.ts';

type Lookup = NonNullable<Capabilities['lookup']>;
type Question = Omit<Input<typeof dossierRead>, 'agency'>;

/** Rendered until the capabilities are known: the more private form, so that nothing jumps. */
const defaultLookup: Lookup = { privacy: 'factor', factors: ['phoneLast4'] };

/** Final states. */
const final = ['returned', 'withdrawn', 'rejected'];

/**
 * Shows the state of a dossier, who acts next and when the result is due.
 *
 * @summary Looks a dossier up by the code on the receipt.
 * @tag mc-status-lookup
 * @slot - What people see without JavaScript and when the widget cannot load: a phone number, an address.
 * @fires {DossierFound} mc-dossier-found - A dossier was found and is about to be shown.
 * @fires {DossierNotFound} mc-dossier-not-found - Nothing matched what was entered.
 * @csspart base - The inner root.
 * @csspart your-move - What the citizen has to do.
 * @csspart our-move - What the office does, and until when.
 * @csspart timeline - The steps so far.
 * @csspart place - The desk to go to.
 * @csspart failure - What went wrong.
 * @csspart call - The button with the desk's phone number.
 */
export class StatusLookup extends LitElement {
  static override styles = [base, styles];

  /** The code to look up. With an open backend, setting it starts the lookup; otherwise it only fills the field. */
  @property() code = '';

  @state() private typed: { code: string; factor: string; kind: Factor | undefined } = {
    code: '',
    factor: '',
    kind: undefined,
  };
  @state() private problem: { field: 'code' | 'factor'; words: string } | undefined;
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
    const { code } = this.typed;
    const codeProblem = this.problem?.field === 'code' ? this.problem.words : '';
    return html`
      <h2>${text.title}</h2>
      <form class="stack" novalidate @submit=${this.#submit}>
        <div class="field code">
          <label for="code">${text.code}</label>
          <p class="hint" id="code-hint">${text.codeHint}</p>
          ${codeProblem ? html`<p class="error" id="code-error">${codeProblem}</p>` : nothing}
          <input
            id="code"
            name="code"
            .value=${code}
            autocapitalize="characters"
            autocomplete="off"
            spellcheck="false"
            aria-invalid=${codeProblem ? 'true' : nothing}
            aria-describedby=${codeProblem ? 'code-error code-hint' : 'code-hint'}
            @input=${this.#type}
          />
        </div>
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
    const { text } = this.#widget;
    const kind = this.#kind;
    const others = this.#lookupBy.factors.filter(other => other !== kind);
    const message = this.problem?.field === 'factor' ? this.problem.words : '';
    const digits = kind !== 'secretCode';
    return html`<div class="field">
      <label for="factor">${text.factor[kind]}</label>
      <p class="hint" id="factor-hint">${text.factorHint[kind]}</p>
      ${message ? html`<p class="error" id="factor-error">${message}</p>` : nothing}
      <input
        id="factor"
        name="factor"
        class="number"
        .value=${this.typed.factor}
        inputmode=${digits ? 'numeric' : 'text'}
        autocomplete="off"
        autocapitalize=${digits ? 'off' : 'characters'}
        spellcheck="false"
        enterkeyhint="search"
        aria-invalid=${message ? 'true' : nothing}
        aria-describedby=${message ? 'factor-error factor-hint' : 'factor-hint'}
        @input=${this.#type}
      />
      ${others.map(
        other =>
          html`<button type="button" class="link" @click=${() => this.#chooseFactor(other)}>
            ${text.factorOther[other]}
          </button>`,
      )}
    </div>`;
  }

  #found(dossier: Dossier) {
    const { text, portal } = this.#widget;
    return html`
      <div class="head">
        <h2 class="number" tabindex="-1" id="result" translate="no">${dossier.code}</h2>
        ${summary(text, dossier)}
        ${dossier.applicant ? html`<p class="sub">${text.applicant(dossier.applicant)}</p>` : nothing}
      </div>
      ${dossierView({ widget: this.#widget, dossier })} ${dossier.more ? this.#openMore() : nothing}
      <div class="foot">
        <p class="sub number">${text.updated(portal.format.moment(dossier.updatedAt))}</p>
        ${this.stale ? html`<p class="hint">${text.stale}</p>` : nothing}
        <button type="button" class="link" @click=${this.#print}>${text.print}</button>
        <button type="button" class="link" @click=${this.#another}>${text.another}</button>
      </div>
    `;
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
    const notFound = failure.kind === 'refused' && failure.slug === 'dossier-not-found';
    return failureBox(
      this.#widget,
      failure,
      notFound ? undefined : this.#lookUp,
      notFound ? this.#notFound : undefined,
    );
  }

  get #notFound(): string {
    const { text } = this.#widget;
    return isUsualDossierCode(this.question?.code ?? '') ? text.notFound : `${text.notFound} ${text.codeUnusual}`;
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

    this.problem = undefined;
    if (!code) this.problem = { field: 'code', words: text.codeMissing };
    else if (!isDossierCode(code)) this.problem = { field: 'code', words: text.codeWrong };
    else if (needsFactor && !(kind === 'secretCode' ? value : /^\d{4}$/.test(value))) {
      this.problem = { field: 'factor', words: text.factorMissing[kind] };
    }
    if (this.problem) {
      this.spoken = this.problem.words;
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
    if (final.includes(dossier.status)) this.#poll.stop();
    else this.#poll.start();
  }

  #fail(failure: Failure): void {
    this.failure = failure;
    const notFound = failure.kind === 'refused' && failure.slug === 'dossier-not-found';
    if (notFound) this.dispatchEvent(new DossierNotFound());
    this.spoken = '';
    void this.updateComplete.then(() => {
      this.spoken = this.renderRoot.querySelector('[part=failure] .title')?.textContent?.trim() ?? '';
    });
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
    if (final.includes(outcome.value.status)) this.#poll.stop();
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
    this.typed = { code: '', factor: '', kind: this.typed.kind };
  }

  #print = (): void => {
    const { dossier } = this;
    if (!dossier) return;
    const widget = this.#widget;
    printSheet(
      html`<h1>${dossier.code}</h1>
        ${summary(widget.text, dossier)} ${dossierView({ widget, dossier })}
        <p>${widget.text.updated(widget.portal.format.moment(dossier.updatedAt))}</p>`,
      sheet,
      widget.lang,
    );
  };
}

/** A dossier was found. Contains its state, never its code. */
export class DossierFound extends Event {
  readonly status: string;

  constructor(status: string) {
    super('mc-dossier-found', { bubbles: true, composed: true });
    this.status = status;
  }
}

/** Nothing matched what was entered. */
export class DossierNotFound extends Event {
  constructor() {
    super('mc-dossier-not-found', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'mc-dossier-found': DossierFound;
    'mc-dossier-not-found': DossierNotFound;
  }
}
