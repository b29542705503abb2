import type { TemplateResult } from 'lit';
import type { Dossier } from '../../contract/dossier.ts';
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
  widgetShell,
} from '../../core/index.ts';
import type { Failure } from '../../core/outcome.ts';
import { isDossierCode, parseDossierCode } from '../../domain/dossier-code.ts';
import { LazyView } from '../shared/lazy-view.ts';
import { skeletonStyles } from '../shared/skeleton.styles.ts';
import { shownFailure } from '../shared/shown-failure.ts';
import { DossierRequest } from './dossier-request.ts';
import { keptCodes } from './kept-codes.ts';
import type { DossierModule } from './lazy.ts';
import { ScannerBurst } from './scan/scanner-burst.ts';
import type { SeveralModule } from './several/lazy.ts';
import { defaultLookup, lookupFailure, moreForm } from './lookup-fields.ts';
import { LookupForm } from './lookup-form.ts';
import { styles } from './status-lookup.styles.ts';
import { statusTexts } from './status-lookup.texts.ts';

export { DossierFound, DossierNotFound } from './dossier-events.ts';

/**
 * Shows the state of a dossier, who acts next and when the result is due.
 *
 * @summary Looks a dossier up by the code on the receipt.
 * @tag mc-status-lookup
 * @slot - Shown without JavaScript and when the widget cannot load: a phone number, an address.
 * @attr {boolean} no-title - Hides the widget's own title, for pages whose title says the same.
 * @fires {DossierFound} mc-dossier-found - A dossier was found and is about to be shown.
 * @fires {DossierNotFound} mc-dossier-not-found - Nothing matched what was entered.
 * @csspart base - The inner root.
 * @csspart status - The status header.
 * @csspart your-move - What the citizen has to do.
 * @csspart our-move - What the office does, and until when.
 * @csspart timeline - The steps so far, and those to come.
 * @csspart place - The desk to go to.
 * @csspart failure - The failure.
 * @csspart call - The desk's phone number.
 * @csspart notice - What the office says on the widget.
 */
export class StatusLookup extends LitElement {
  static override styles = [base, skeletonStyles, styles];

  /** The code to look up. With an open backend, setting it starts the lookup; otherwise it only fills the field. */
  @property() code = '';

  #widget = new PortalController(this, statusTexts);
  #capabilities = new CapabilitiesController(this, this.#widget, () => this.#lookUpCode());
  #request = new DossierRequest(this, this.#widget, changed => void this.#answered(changed));
  #answer = new LazyView(
    this,
    this.#widget,
    'dossiers',
    ({ DossierAnswer }: DossierModule) =>
      new DossierAnswer(this, this.#widget, {
        say: this.#request.say,
        notices: () => this.#capabilities.value?.notices,
        refresh: () => void this.#request.refresh(),
        another: () => {
          this.#clear();
          focusOn(this, 'code');
        },
      }),
  );
  #form = new LookupForm(
    this,
    this.#widget,
    () => this.#capabilities.value?.lookup ?? defaultLookup,
    this.#request.say,
    text => void this.#openSeveral(text),
  );
  #several = new LazyView(
    this,
    this.#widget,
    'several',
    ({ SeveralView }: SeveralModule) =>
      new SeveralView(this, this.#widget, {
        say: this.#request.say,
        factor: () => this.#form.kind,
        close: this.#closeSeveral,
      }),
  );
  /** Whether several codes are looked up. */
  #isSeveral = false;
  /** What was pasted, until the view for it is there. */
  #pasted = '';
  /** Whether the citizen asked: lookups by page or link must not take the focus. */
  #moveFocus = false;

  constructor() {
    super();
    new ScannerBurst(this, code => {
      if (this.#widget.notice?.state === 'paused') return;
      if (this.#isSeveral && this.#several.value) return this.#several.value.add(code);
      this.#clear();
      if (!this.#form.scanned(code).requiresFactor) void this.#request.ask({ code });
      this.#moveFocus = true;
    });
    new DeepLink(this, ({ code }) => {
      if (code) this.code = code;
    });
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('code')) return;
    if (this.hasUpdated) this.#clear();
    this.#form.clear(this.code ?? '');
    if (this.hasUpdated) this.#lookUpCode();
  }

  override render(): TemplateResult {
    const { dossier, spoken } = this.#request;
    const answer = this.#answer.value;
    return widgetShell(
      html`${this.#view()} ${announcement(spoken)}`,
      dossier && answer ? answer.strip(dossier) : this.#offered ? callStrip(this.#widget) : nothing,
      this.#widget,
    );
  }

  #view() {
    const { text, core } = this.#widget;
    const { failure, value } = this.#capabilities;
    const title = html`<h2 class="face-title">${text.title}</h2>`;
    const { dossier, stale } = this.#request;
    const answer = this.#answer.value;
    if (this.#isSeveral) return this.#several.value?.render() ?? this.#severalPending();
    if (dossier && answer) return answer.render(dossier, stale, dossier.more ? this.#openMore() : undefined);
    if (failure) return html`${title} ${failureBox(this.#widget, failure, this.#capabilities.load)}<slot></slot>`;
    if (value && !value.lookup)
      return html`${title}
        <p>${core.notOffered}</p>`;
    return html`${title}
      <p class="near">${text.intro}</p>
      ${this.#lookup()}
      ${
        this.#offered
          ? html`<button type="button" class="link" id="more-codes" @click=${() => void this.#openSeveral('')}>
              ${text.several}
            </button>`
          : nothing
      }
      ${this.#kept()}`;
  }

  /** Whether it is known how dossiers are looked up; before, nothing stands where fields may still come. */
  get #offered(): unknown {
    return this.#capabilities.value ?? this.#capabilities.failure;
  }

  #lookup() {
    const { text, core } = this.#widget;
    const { slow } = this.#request;
    const form = this.#form;
    const pending = this.#pending;
    const label = pending ? text.finding : text.find;
    return html`
      ${this.#failure && !pending ? this.#failed() : form.problems()}
      <form class="stack" novalidate @submit=${this.#submit} @focusin=${this.#prepare}>
        ${form.code()} ${form.requiresFactor ? form.factor() : nothing}
        ${this.#offered ? html`<button class="primary" aria-disabled=${pending ? 'true' : nothing}>${label}</button>` : nothing}
        ${form.requiresFactor ? form.others() : nothing}
      </form>
      ${slow ? html`<p class="hint">${core.slow}</p>` : nothing}
    `;
  }

  #failed() {
    const { failure, question, ask } = this.#request;
    const shown = this.#failure;
    return shown
      ? lookupFailure(this.#widget, shown, {
          code: question?.code ?? '',
          example: this.#form.example,
          again: () => void (failure ? ask() : this.#answered(false)),
        })
      : nothing;
  }

  /** The dossier on screen; an answer whose view is not there yet is not shown. */
  get #shown(): Dossier | undefined {
    return this.#answer.value && this.#request.dossier;
  }

  /** Until the dossier is on screen: the form stays, with what was typed. */
  get #pending(): boolean {
    const { pending, dossier } = this.#request;
    return pending || (dossier !== undefined && !this.#answer.value && !this.#answer.failure);
  }

  /** Why nothing is shown: the lookup failed, or the view of its answer could not be loaded. */
  get #failure(): Failure | undefined {
    return this.#request.failure ?? (this.#request.dossier && this.#answer.failure);
  }

  /** With privacy `open` the factor shows the rest. */
  #openMore() {
    const { pending, failure } = this.#request;
    const failed = failure && !pending ? this.#failed() : nothing;
    return moreForm({
      text: this.#widget.text,
      pending,
      factor: this.#form.factor(),
      others: this.#form.others(),
      failed,
      submit: this.#submit,
    });
  }

  /** The codes kept on this device, below the form. */
  #kept() {
    if (!keptCodes(this.#widget.portal).length) return nothing;
    const { value, failure } = this.#answer;
    if (!value && !failure) void this.#answer.load();
    return value?.renderKept(code => {
      this.code = code;
      // Also when it is the code that was set before, and the field was cleared since.
      this.requestUpdate('code', null);
      this.#moveFocus = true;
      if (this.#form.requiresFactor) focusOn(this, 'factor');
    });
  }

  /** Opens the lookup of several codes. */
  async #openSeveral(text: string): Promise<void> {
    this.#request.clear();
    this.#isSeveral = true;
    this.#pasted = text || this.#pasted;
    this.requestUpdate();
    const view = await this.#several.load();
    if (!this.#isSeveral) return;
    if (!view) return this.#request.say(await shownFailure(this));
    view.open(this.#pasted);
    this.#pasted = '';
  }

  #severalPending() {
    const { several, title } = this.#widget.text;
    return html`<h2 class="face-title">${several}</h2>
      ${this.#several.pending(() => void this.#openSeveral(''))}
      <button type="button" class="link" @click=${this.#closeSeveral}>${title}</button>`;
  }

  #closeSeveral = (): void => {
    this.#isSeveral = false;
    this.requestUpdate();
    focusOn(this, 'code');
  };

  /** The view of the answer is fetched while the citizen types. */
  #prepare = (): void => void this.#answer.load();

  #submit = (event: Event): void => {
    event.preventDefault();
    if (this.#pending) return;
    this.#request.failure = undefined;
    const question = this.#form.read(this.#shown?.code);
    if (!question) return;
    this.#moveFocus = true;
    void this.#request.ask(question);
  };

  /** With an open backend a code from the page or a link is enough. */
  #lookUpCode(): void {
    const code = parseDossierCode(this.code ?? '');
    if (this.#capabilities.value && !this.#form.requiresFactor && isDossierCode(code)) void this.#request.ask({ code });
  }

  /** Announces an answer, which gets the focus when the citizen asked. */
  async #answered(changed: boolean): Promise<void> {
    const answer = await this.#answer.load();
    const { dossier, say } = this.#request;
    if (!dossier) return;
    say(answer ? answer.spoken(dossier, changed) : await shownFailure(this));
    if (answer && this.#moveFocus && !changed) focusOn(this, 'result');
  }

  /** Clears everything before the next lookup. */
  #clear(): void {
    this.#request.clear();
    this.#answer.value?.reset();
    this.#several.value?.reset();
    this.#isSeveral = false;
    this.#pasted = '';
    this.#form.clear();
  }
}
