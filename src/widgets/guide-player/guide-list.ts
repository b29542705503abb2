import type { LitElement } from 'lit';
import { guideList, type GuideSummary } from '../../contract/guide.ts';
import type { Output } from '../../contract/operation.ts';
import {
  RequestController,
  failureBox,
  focusOn,
  html,
  icon,
  nothing,
  pick,
  type PortalController,
} from '../../core/index.ts';
import { emptyState } from '../shared/empty-state.ts';
import { searchField } from '../shared/fields.ts';
import { playIcon, searchIcon } from '../shared/icons.ts';
import type { GuideTexts } from './guide-player.texts.ts';
import { formatDuration } from '../../domain/video-time.ts';
import { about } from './time.ts';

const pause = 300;

interface GuideListCallbacks {
  /** Only guides of this procedure. */
  procedure(): string;
  chosen(guide: string): void;
  /** The second up to which a guide was watched; 0 for none. */
  watchedTo(guide: string): number;
}

/** Searches guides; the backend knows synonyms. */
export class GuideList {
  /** Live-region text of the search. */
  spoken = '';
  guides: readonly GuideSummary[] | undefined;

  readonly #host: LitElement;
  readonly #widget: PortalController<GuideTexts>;
  readonly #callbacks: GuideListCallbacks;
  readonly #request: RequestController<Output<typeof guideList>>;
  /** Whether the last request was for the next page. */
  #more = false;
  #total = 0;
  #typed = '';
  #timer = 0;

  constructor(host: LitElement, widget: PortalController<GuideTexts>, callbacks: GuideListCallbacks) {
    this.#host = host;
    this.#widget = widget;
    this.#callbacks = callbacks;
    this.#request = new RequestController(host);
  }

  get pending(): boolean {
    return this.#request.pending;
  }

  /**
   * Loads the first page, or with `more` the next.
   * @returns the only guide, if there is just one and nothing was searched
   */
  load = async (more = false): Promise<string | undefined> => {
    this.#more = more;
    const q = this.#typed.trim();
    const procedure = this.#callbacks.procedure();
    const last = more ? this.guides?.[this.guides.length - 1]?.id : undefined;
    const asked = { ...(q && { q }), ...(procedure && { procedure }), ...(last && { after: last }) };
    const outcome = await this.#request.run(signal => this.#widget.call(guideList, asked, signal));
    if (outcome.kind !== 'answered') return undefined;
    const { guides, total } = outcome.value;
    this.guides = last ? [...(this.guides ?? []), ...guides] : guides;
    this.#total = total;
    const { text } = this.#widget;
    this.spoken = q || more ? (total ? text.found(total) : `${text.none}. ${text.otherWords}`) : '';
    this.#host.requestUpdate();
    if (last) focusOn(this.#host, last);
    return !q && total === 1 ? guides[0]?.id : undefined;
  };

  render() {
    const { text, core } = this.#widget;
    const { failure, pending, slow } = this.#request;
    const { guides } = this;
    const left = this.#total - (guides?.length ?? 0);
    return html`
      <h2 class="face-title" tabindex="-1" id="title">${text.list}</h2>
      ${searchField(text.search, text.searchHint, this.#typed, typed => this.#type(typed))}
      ${failure ? html`${failureBox(this.#widget, failure, () => void this.load(this.#more))}<slot></slot>` : nothing}
      ${slow ? html`<p class="hint">${core.slow}</p>` : nothing}
      ${guides ? this.#rows(guides) : failure ? nothing : html`<div class="skeleton"></div>`}
      ${
        guides?.length && left > 0
          ? html`<button type="button" aria-disabled=${pending ? 'true' : nothing} @click=${this.#loadMore}>
              ${text.more(left)}
            </button>`
          : nothing
      }
    `;
  }

  #rows(guides: readonly GuideSummary[]) {
    const { text, lang } = this.#widget;
    if (!guides.length)
      return emptyState(
        searchIcon,
        text.none,
        html`<p>${text.otherWords}</p>
          ${this.#typed.trim() ? html`<button type="button" @click=${this.#showAll}>${text.allGuides}</button>` : nothing}`,
      );
    return html`<ul class="rows">
      ${guides.map(({ id, title, seconds, steps }) => {
        const at = this.#callbacks.watchedTo(id);
        return html`<li>
          <button type="button" class="row tiled" id=${id} @click=${() => this.#callbacks.chosen(id)}>
            <span class="tile">${icon(playIcon)}</span
            ><span
              ><strong>${pick(title, lang)}</strong
              ><span class="sub">${at ? text.watchedTo(formatDuration(at)) : about(text, seconds, steps)}</span></span
            >
          </button>
        </li>`;
      })}
    </ul>`;
  }

  #showAll = (): void => {
    this.#typed = '';
    void this.load();
    focusOn(this.#host, 'search');
  };

  #loadMore = (): void => {
    if (!this.pending) void this.load(true);
  };

  #type(typed: string): void {
    this.#typed = typed;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.load(), pause);
  }
}
