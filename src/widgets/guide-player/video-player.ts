import type { LitElement } from 'lit';
import type { Guide, Source } from '../../contract/guide.ts';
import { failureBox, html, icon, nothing, pick, type PortalController } from '../../core/index.ts';
import { playIcon } from '../shared/icons.ts';
import { showCaptions } from './caption-tracks.ts';
import type { ProgressStore } from './progress-store.ts';
import type { GuideTexts } from './guide-player.texts.ts';
import { formatDuration } from '../../domain/video-time.ts';
import { lengthOf } from './time.ts';
import type { Captions } from './captions.ts';
import { savesData } from './saves-data.ts';
import { absoluteUrl, playableSources } from './sources.ts';
import { WatchReporter } from './watch-reporter.ts';

/** A video that ends earlier than this, in seconds, was truncated. */
const tolerance = 3;
/** Positions this close to start or end, in seconds, are not resumed. */
const margin = 5;
/** After so long without a frame, in ms, the connection counts as slow. */
const slowAfter = 6000;

interface PlayerCallbacks {
  /** The current caption changed. */
  moved(): void;
  finished(): void;
}

/** The video of a guide in the native player; nothing is loaded before it is opened. */
export class VideoPlayer {
  /** The current second. */
  time = 0;
  open = false;

  readonly #host: LitElement;
  readonly #widget: PortalController<GuideTexts>;
  readonly #progress: ProgressStore;
  readonly #captions: Captions;
  readonly #callbacks: PlayerCallbacks;
  readonly #watch: WatchReporter;
  #guide: Guide | undefined;
  #sources: Source[] = [];
  /** Index of the source in use. */
  #source = 0;
  #from = 0;
  #failure: 'filmFailed' | 'filmCut' | undefined;
  #slow = false;
  #timer = 0;
  #savedAt = 0;
  #offered = 0;

  constructor(
    host: LitElement,
    widget: PortalController<GuideTexts>,
    progress: ProgressStore,
    captions: Captions,
    told: PlayerCallbacks,
  ) {
    this.#host = host;
    this.#widget = widget;
    this.#progress = progress;
    this.#captions = captions;
    this.#callbacks = told;
    this.#watch = new WatchReporter(host, widget);
    host.addController({ hostUpdated: () => this.#updated(), hostDisconnected: () => this.#keep(this.time) });
  }

  /** Starts with a guide, closed. */
  begin(guide: Guide): void {
    this.close();
    this.#guide = guide;
    this.#watch.begin(guide);
    this.#sources = playableSources(guide);
    this.#failure = undefined;
    this.time = 0;
  }

  close(): void {
    this.#keep(this.time);
    this.#watch.send();
    clearTimeout(this.#timer);
    // Frees the decoder, so that a closed video stops loading.
    const video = this.#video;
    if (video) {
      video.removeAttribute('src');
      video.load();
    }
    this.open = this.#slow = false;
    this.#source = 0;
    this.#guide = undefined;
  }

  /** Live-region text of a failure. */
  get spoken(): string {
    return this.#failure ? this.#widget.text[this.#failure] : '';
  }

  get playable(): boolean {
    return this.#sources.length > 0;
  }

  /** Offers to start at a second from a link. */
  offer(from: number): void {
    this.#offered = from;
    if (this.open && from) this.play(from);
    this.#host.requestUpdate();
  }

  /** Plays from a second. */
  play = (from: number): void => {
    if (!this.playable) return;
    this.#failure = undefined;
    this.#offered = 0;
    this.#from = this.time = from;
    const video = this.open ? this.#video : null;
    this.open = true;
    this.#host.requestUpdate();
    if (video) this.#seek(video);
    else
      void this.#host.updateComplete.then(() => {
        const opened = this.#video;
        if (!opened) return;
        opened.focus();
        this.#seek(opened);
      });
  };

  render(guide: Guide) {
    const { text } = this.#widget;
    if (!this.playable) return html`<p class="box">${text.noFilm}</p>`;
    if (this.#failure)
      return failureBox(this.#widget, { kind: 'offline' }, () => this.play(this.time), text[this.#failure]);
    return this.open ? this.#player(guide) : this.#poster(guide);
  }

  #poster(guide: Guide) {
    const { text } = this.#widget;
    const at = this.#offered || this.#progress.of(guide.id).at;
    const [best] = this.#sources;
    const size = text.size(Math.max(0.1, (best?.bytes ?? 0) / 1e6));
    const goOn = at > margin && at < guide.seconds - margin;
    const saving = savesData();
    const poster = !saving && guide.poster && this.#address(guide.poster);
    return html`<div class="film">
      ${saving ? html`<p class="box">${text.saving(size)}</p>` : nothing}
      ${poster ? html`<img class="picture" src=${poster} alt="" width="640" height="360" />` : nothing}
      <div class="actions">
        <button
          type="button"
          class="play ${guide.outdated?.instead ? '' : 'primary'}"
          id="play"
          @click=${() => this.play(goOn ? at : 0)}
        >
          ${icon(playIcon)}${goOn ? text.goOn(formatDuration(at)) : text.watch(lengthOf(text, guide.seconds), size)}
        </button>
        ${
          goOn
            ? html`<button type="button" class="link" @click=${() => this.play(0)}>${text.fromStart}</button>`
            : nothing
        }
      </div>
    </div>`;
  }

  #player({ captions, poster, title }: Guide) {
    const { text, core, lang } = this.#widget;
    const { place, size } = this.#progress.look;
    const said = this.#captions.during(this.time);
    return html`<div class="film">
      <video
        class="picture cues-${size}"
        part="video"
        controls
        playsinline
        preload="auto"
        tabindex="0"
        aria-label=${pick(title, lang)}
        src=${this.#address(this.#sources[this.#source]!.url)}
        poster=${poster ? this.#address(poster) : nothing}
        crossorigin=${captions.some(({ cues }) => !cues) ? 'anonymous' : nothing}
        @loadedmetadata=${(event: Event) => this.#seek(event.target as HTMLVideoElement)}
        @timeupdate=${this.#timeUpdate}
        @seeking=${({ target }: Event) => (this.time = (target as HTMLVideoElement).currentTime)}
        @waiting=${this.#wait}
        @playing=${this.#resumed}
        @pause=${() => this.#keep(this.time)}
        @ended=${this.#ended}
        @error=${this.#error}
        @fullscreenchange=${() => this.#host.requestUpdate()}
      >
        ${captions.map(({ lang, url, cues }) =>
          cues
            ? nothing
            : html`<track
                kind="captions"
                srclang=${lang}
                label=${text.languages[lang] ?? lang}
                src=${this.#address(url)}
                @load=${({ target }: Event) => this.#captions.readTrack(lang, (target as HTMLTrackElement).track)}
                @error=${() => this.#captions.fail()}
              />`,
        )}
      </video>
      ${place === 'below' && this.#captions.all.length ? html`<p class="said cues-${size}" aria-hidden="true">${said?.text ?? ''}</p>` : nothing}
      ${this.#captions.failed ? html`<p class="hint">${text.captionsFailed}</p>` : nothing}
      ${this.#slow ? html`<p class="hint">${core.slow}</p>` : nothing}
      ${said ? html`<button type="button" class="link" @click=${() => this.play(said.from)}>${text.repeat}</button>` : nothing}
    </div>`;
  }

  get #video(): HTMLVideoElement | null {
    return this.#host.renderRoot.querySelector('video');
  }

  #address = (url: string): string => absoluteUrl(url, this.#widget.portal.client.api);

  #updated(): void {
    const video = this.#video;
    if (!video || !this.#guide) return;
    const { place, speed } = this.#progress.look;
    showCaptions(video, this.#guide.captions, this.#captions.lang, place, this.#widget.text.languages);
    const rate = Number(speed) || 1;
    // Also the default rate, which loading resets to. A rate set in the browser's own menu is kept.
    if (video.defaultPlaybackRate !== rate) video.defaultPlaybackRate = video.playbackRate = rate;
  }

  #seek(video: HTMLVideoElement): void {
    if (Math.abs(video.currentTime - this.#from) > 0.05) video.currentTime = this.#from;
    // Rejected where autoplay is forbidden: the player's own button is used then.
    Promise.resolve(video.play()).catch(() => {});
  }

  #timeUpdate = ({ target }: Event): void => {
    if (!this.open) return;
    const before = this.#captions.during(this.time);
    const { currentTime } = target as HTMLVideoElement;
    // Browsers jump to the end of a truncated file.
    if (this.#isEnd(currentTime) && currentTime - this.time > tolerance) return this.#fail('filmCut');
    this.time = currentTime;
    this.#watch.playedTo(currentTime);
    if (Math.abs(this.time - this.#savedAt) >= margin) this.#keep(this.time);
    if (this.#slow) this.#resumed();
    if (this.#captions.during(this.time) !== before) {
      this.#host.requestUpdate();
      this.#callbacks.moved();
    }
  };

  #wait = (): void => {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#slow = true;
      this.#host.requestUpdate();
    }, slowAfter);
  };

  #resumed = (): void => {
    clearTimeout(this.#timer);
    if (!this.#slow) return;
    this.#slow = false;
    this.#host.requestUpdate();
  };

  #ended = (): void => {
    if (!this.open) return;
    if (!this.#isEnd(this.time)) return this.#fail('filmCut');
    this.#keep(0);
    this.#watch.ended();
    this.#callbacks.finished();
  };

  #isEnd(time: number): boolean {
    return time > this.#guide!.seconds - tolerance;
  }

  /** Tries the next file from the same second; after the last one the transcript remains. */
  #error = ({ target }: Event): void => {
    if (!this.open) return;
    if (this.#source + 1 < this.#sources.length) {
      this.#source++;
      this.#from = this.time;
      this.#host.requestUpdate();
    } else this.#fail((target as HTMLVideoElement).readyState ? 'filmCut' : 'filmFailed');
  };

  #fail(why: 'filmFailed' | 'filmCut'): void {
    clearTimeout(this.#timer);
    this.#keep(this.time);
    this.#failure = why;
    this.open = this.#slow = false;
    this.#source = 0;
    this.#host.requestUpdate();
  }

  #keep(at: number): void {
    if (!this.#guide || !this.open) return;
    this.#savedAt = at;
    this.#progress.keep(this.#guide.id, { at: at > margin ? Math.floor(at) : 0 });
  }
}
