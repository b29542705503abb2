import type { LitElement } from 'lit';
import type { Guide } from '../../contract/guide.ts';
import { html, nothing, pick, type PortalController } from '../../core/index.ts';
import { foldDiacritics } from '../../domain/fold-diacritics.ts';
import type { Cue } from '../../domain/vtt.ts';
import { field } from '../shared/fields.ts';
import type { VideoPlayer } from './video-player.ts';
import type { GuideTexts } from './guide-player.texts.ts';
import { formatDuration } from '../../domain/video-time.ts';
import type { Captions } from './captions.ts';

/** Chapters and captions of a guide: readable without the video, in sync with it while it plays. */
export class Transcript {
  /** Live-region text of the search. */
  spoken = '';

  readonly #host: LitElement;
  readonly #widget: PortalController<GuideTexts>;
  readonly #captions: Captions;
  readonly #player: VideoPlayer;
  #typed = '';

  constructor(host: LitElement, widget: PortalController<GuideTexts>, captions: Captions, player: VideoPlayer) {
    this.#host = host;
    this.#widget = widget;
    this.#captions = captions;
    this.#player = player;
  }

  clear(): void {
    this.#typed = this.spoken = '';
  }

  render({ chapters }: Guide) {
    const { text, lang } = this.#widget;
    const all = this.#captions.all;
    const now = this.#player.open ? this.#captions.during(this.#player.time) : undefined;
    const wanted = foldDiacritics(this.#typed);
    const found = wanted ? all.filter(sentence => foldDiacritics(sentence.text).includes(wanted)) : all;
    // Roving tab index: one caption is a tab stop, arrows move to others.
    const stop = now && found.includes(now) ? now : found[0];
    const steps = chapters.map(({ at, title }, i) => ({
      at,
      title: pick(title, lang),
      link: text.from(formatDuration(at)),
      sentences: found.filter(
        ({ from }) => (!i || from >= at - 0.05) && from < (chapters[i + 1]?.at ?? Infinity) - 0.05,
      ),
    }));
    const current = now && steps.filter(({ at }) => at <= now.from + 0.05).pop();
    return html`<section class="steps stack" aria-labelledby="steps">
      <h3 id="steps">${text.all}</h3>
      ${
        all.length
          ? html`${field({
              id: 'find',
              label: text.find,
              value: this.#typed,
              type: 'search',
              change: typed => this.#type(typed),
            })}`
          : nothing
      }
      ${wanted ? html`<p class="hint">${text.sentences(found.length)}</p>` : nothing}
      ${this.#player.playable && found.length ? html`<p class="hint">${text.allHint}</p>` : nothing}
      <ol class="chapters ${this.#player.open ? 'following' : ''}" @keydown=${this.#move}>
        ${steps.map((step, i) =>
          wanted && !step.sentences.length
            ? nothing
            : html`<li aria-current=${step === current ? 'step' : nothing}>
                <div class="head">
                  <h4><span class="disc">${i + 1}</span> ${step.title}</h4>
                  ${
                    this.#player.playable
                      ? html`<button
                          type="button"
                          class="link"
                          aria-label="${step.link}: ${step.title}"
                          @click=${() => this.#player.play(step.at)}
                        >
                          ${step.link}
                        </button>`
                      : nothing
                  }
                </div>
                ${step.sentences.map(sentence => this.#sentence(sentence, sentence === now, sentence === stop, wanted))}
              </li>`,
        )}
      </ol>
    </section>`;
  }

  #sentence(sentence: Cue, now: boolean, stop: boolean, wanted: string) {
    const text = html`<span>${marked(sentence.text, wanted)}</span>`;
    if (!this.#player.playable) return html`<p class="sentence">${text}</p>`;
    return html`<button
      type="button"
      class="sentence"
      aria-current=${now ? 'true' : nothing}
      tabindex=${stop ? 0 : -1}
      @click=${() => this.#player.play(sentence.from)}
    >
      ${text}
    </button>`;
  }

  /** Keeps the current caption visible within its own box; the page does not scroll. */
  follow(): void {
    void this.#host.updateComplete.then(() => {
      const box = this.#host.renderRoot.querySelector<HTMLElement>('.following');
      const now = box?.querySelector<HTMLElement>('button[aria-current]');
      if (box && now && !box.matches(':focus-within'))
        box.scrollTop = now.offsetTop - (box.clientHeight - now.clientHeight) / 2;
    });
  }

  #move = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const box = event.currentTarget as HTMLElement;
    const all = [...box.querySelectorAll<HTMLElement>('.sentence')];
    const here = all.indexOf(event.target as HTMLElement);
    if (!step || here < 0) return;
    event.preventDefault();
    all[here + step]?.focus();
  };

  #type(typed: string): void {
    this.#typed = typed;
    const wanted = foldDiacritics(typed);
    const count = this.#captions.all.filter(({ text }) => foldDiacritics(text).includes(wanted)).length;
    this.spoken = wanted ? this.#widget.text.sentences(count) : '';
    this.#host.requestUpdate();
  }
}

/** Highlights matches, where folding preserves positions. */
function marked(text: string, wanted: string) {
  const folded = foldDiacritics(text);
  const at = wanted && folded.length === text.length ? folded.indexOf(wanted) : -1;
  if (at < 0) return text;
  const end = at + wanted.length;
  return html`${text.slice(0, at)}<mark>${text.slice(at, end)}</mark>${text.slice(end)}`;
}
