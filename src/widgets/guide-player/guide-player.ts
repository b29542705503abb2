import type { TemplateResult } from 'lit';
import { guideRead, type Guide } from '../../contract/guide.ts';
import {
  announcement,
  RequestController,
  base,
  callStrip,
  DeepLink,
  deepLink,
  failureBox,
  focusOn,
  widgetShell,
  html,
  icon,
  icons,
  LitElement,
  nothing,
  pick,
  PortalController,
  property,
} from '../../core/index.ts';
import type { Client } from '../../core/client.ts';
import type { Failure } from '../../core/outcome.ts';
import { backIcon, calendarIcon } from '../shared/icons.ts';
import { skeletonStyles } from '../shared/skeleton.styles.ts';
import { tickStyles } from '../shared/tick.styles.ts';
import { tileStyles } from '../shared/tile.styles.ts';
import { captionSettings } from './caption-settings.ts';
import { checklist } from './checklist.ts';
import { VideoPlayer } from './video-player.ts';
import { GuideFinished, GuideOpened } from './guide-events.ts';
import { GuideList } from './guide-list.ts';
import { ProgressStore } from './progress-store.ts';
import { styles } from './guide-player.styles.ts';
import { guideTexts } from './guide-player.texts.ts';
import { HelpfulnessSurvey } from './helpfulness-survey.ts';
import { about } from './time.ts';
import { Transcript } from './transcript.ts';
import { Captions } from './captions.ts';

export { GuideFinished, GuideOpened } from './guide-events.ts';

/**
 * Shows how to do something: a video with captions, its steps and transcript, the papers to tick off. Everything but the
 * video is shown before any of the video is loaded.
 *
 * @summary Finds and plays guides, with a transcript and a checklist.
 * @tag mc-guide-player
 * @slot - Shown without JavaScript and when the widget cannot load.
 * @attr {boolean} no-title - Hides the widget's own title, for pages whose title says the same.
 * @fires {GuideOpened} mc-guide-opened - A guide was opened.
 * @fires {GuideFinished} mc-guide-finished - A video was watched to its end.
 * @csspart base - The inner root.
 * @csspart video - The video.
 * @csspart failure - The failure.
 * @csspart call - The button with the desk's phone number.
 * @csspart notice - What the office says on the widget.
 */
export class GuidePlayer extends LitElement {
  static override styles = [base, skeletonStyles, tickStyles, tileStyles, styles];

  /** The shown guide; without it, the citizen chooses. */
  @property() guide = '';

  /** Only guides of this procedure; a single one is shown at once. */
  @property() procedure = '';

  /** Whether the page sets the guide, so that there is no way back to the list. */
  #fixed: boolean | undefined;
  #client: Client | undefined;
  #moveFocus = false;
  #widget = new PortalController(this, guideTexts);
  #progress = new ProgressStore(() => this.#widget.portal);
  #captions = new Captions(this, this.#widget);
  #player = new VideoPlayer(this, this.#widget, this.#progress, this.#captions, {
    moved: () => this.#transcript.follow(),
    finished: () => this.dispatchEvent(new GuideFinished(this.guide)),
  });
  #transcript = new Transcript(this, this.#widget, this.#captions, this.#player);
  #survey = new HelpfulnessSurvey(this, this.#widget);
  #list = new GuideList(this, this.#widget, {
    procedure: () => this.procedure,
    chosen: guide => this.#open(guide),
    watchedTo: guide => this.#progress.of(guide).at,
  });
  #request = new RequestController<Guide>(this);

  constructor() {
    super();
    new DeepLink(this, ({ guide, t }) => {
      if (!guide) return;
      this.guide = guide;
      this.#player.offer(Number(t) || 0);
    });
  }

  override connectedCallback(): void {
    this.#fixed ??= this.hasAttribute('guide');
    super.connectedCallback();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    const { client } = this.#widget.portal;
    const anew = client !== this.#client && client.api;
    this.#client = client;
    if (this.hasUpdated && changed.has('procedure') && !changed.has('guide')) {
      this.guide = '';
      this.#fixed = false;
    }
    if (client.api && (anew || changed.has('guide') || changed.has('procedure'))) void this.#load();
  }

  override render(): TemplateResult {
    const text = this.guide ? this.#player.spoken || this.#transcript.spoken : this.#list.spoken;
    return widgetShell(
      html`${this.guide ? this.#view() : this.#list.render()} ${announcement(text)}`,
      callStrip(this.#widget),
      this.#widget,
    );
  }

  #view() {
    const { core } = this.#widget;
    const { value: guide, failure, slow } = this.#request;
    return html`
      ${this.#fixed ? nothing : html`<button type="button" class="link back" @click=${() => this.#open('')}>${icon(backIcon)}${this.#widget.text.back}</button>`}
      ${
        failure
          ? this.#failed(failure)
          : guide && guide.id === this.guide
            ? this.#guide(guide)
            : html`<div class="skeleton"></div>`
      }
      ${slow ? html`<p class="hint">${core.slow}</p>` : nothing}
    `;
  }

  #guide(guide: Guide) {
    const { text, lang } = this.#widget;
    return html`
      <h2 tabindex="-1" id="title">${pick(guide.title, lang)}</h2>
      <p class="sub near">${about(text, guide.seconds, guide.steps)}</p>
      ${this.#outdated(guide)}
      <div class="two">
        <div class="stack">
          ${this.#player.render(guide)}
          ${this.#player.open ? captionSettings(this, this.#widget, this.#progress, this.#captions, guide) : nothing}
          ${checklist({ host: this, widget: this.#widget, memory: this.#progress, film: this.#player }, guide)}
        </div>
        ${this.#transcript.render(guide)}
      </div>
      ${this.#next(guide)} ${this.#survey.render(guide)}
      <p class="hint">${text.reviewed(guide.publisher, this.#day(guide.reviewedAt))}</p>
    `;
  }

  /** Only the next thing to do is filled: to watch first, then to book. */
  #next({ procedure, outdated }: Guide) {
    const { text, portal } = this.#widget;
    const { booking } = portal.links;
    if (!booking || outdated) return nothing;
    const filled = this.#player.open || !this.#player.playable ? 'primary' : '';
    return html`<div class="actions">
      <a class="button ${filled}" href=${deepLink(booking, 'mc-appointment-booker', { service: procedure ?? '' })}
        >${icon(calendarIcon)}${text.book}</a
      >
    </div>`;
  }

  #outdated({ outdated }: Guide) {
    if (!outdated) return nothing;
    const { text } = this.#widget;
    const { reason, since, instead } = outdated;
    return html`<div class="box stopped">
      <p class="title">${icons.stopped}<span>${text.outdated[reason]}</span></p>
      <p>${since ? `${text.since(this.#day(since))} ` : ''}${text.askFirst}</p>
      <div class="actions">
        ${
          instead
            ? html`<button type="button" class="primary" @click=${() => this.#open(instead)}>${text.instead}</button>`
            : nothing
        }
      </div>
    </div>`;
  }

  #day(day: string): string {
    return this.#widget.portal.format.day(`${day}T12:00:00+07:00`);
  }

  #failed(failure: Failure) {
    const { text } = this.#widget;
    const gone = failure.kind === 'refused' && failure.slug === 'guide-not-found';
    return html`<h2 class="face-title" tabindex="-1" id="title">${text.list}</h2>
      ${failureBox(this.#widget, failure, gone ? undefined : () => this.#again(), gone ? text.notFound : undefined)}`;
  }

  #again(): void {
    this.#moveFocus = true;
    void this.#load();
  }

  #open(guide: string): void {
    this.guide = guide;
    this.#player.offer(0);
    this.#moveFocus = true;
  }

  async #load(): Promise<void> {
    this.#player.close();
    this.#transcript.clear();
    this.#survey.clear();
    this.#request.clear();
    const moveFocus = this.#moveFocus;
    this.#moveFocus = false;
    const { guide } = this;
    if (!guide) {
      if (moveFocus) focusOn(this, 'title');
      const only = await this.#list.load();
      // A page about one procedure shows its only guide.
      if (only && this.procedure && !this.guide) {
        this.guide = only;
        this.#fixed = true;
      }
    } else {
      const outcome = await this.#request.run(signal => this.#widget.call(guideRead, { guide }, signal));
      if (outcome.kind === 'answered') {
        this.#captions.begin(outcome.value);
        this.#player.begin(outcome.value);
        this.dispatchEvent(new GuideOpened(guide));
        this.requestUpdate();
      }
      if (moveFocus && outcome.kind !== 'cancelled') focusOn(this, 'title');
    }
    // Disconnected while pending: loaded again when connected.
    if (!this.isConnected) this.#client = undefined;
  }
}
