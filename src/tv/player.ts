import type { ScreenGuide } from '../contract/index.ts';
import { type Films, playableSources } from './films.ts';

/** No new picture for so long: the film is tried again, then given up. */
const stallMs = 12_000;
const maxTries = 2;
/** Without a new picture for so long something else is shown; shorter gaps are those between films. */
const blackMs = 5_000;

/** What the player tells. */
export interface PlayerEvents {
  /** A film came to its end. */
  ended(): void;
  /** A guide would not play, in any format. */
  failed(guide: string): void;
}

/**
 * Plays one film after another in one `<video>`, for life: more of them, or media source extensions, make old
 * televisions run out of memory after hours.
 */
export class Player {
  /** The guide that is played; empty for none. */
  guide = '';
  readonly #video: HTMLVideoElement;
  readonly #films: Films;
  readonly #events: PlayerEvents;
  #sources: ScreenGuide['sources'] = [];
  #source = 0;
  #tries = 0;
  #blob = '';
  /** Counts films, so that what comes late for an earlier one is ignored. */
  #turn = 0;
  #startAt = 0;
  #isHeld = false;
  #lastTime = -1;
  #movedAt = 0;
  #seenAt = -blackMs;

  constructor(video: HTMLVideoElement, films: Films, events: PlayerEvents) {
    this.#video = video;
    this.#films = films;
    this.#events = events;
    video.muted = true;
    video.addEventListener('ended', () => this.guide && events.ended());
    video.addEventListener('error', () => this.guide && this.#retry(true));
  }

  /** Whether a picture of the guide has been seen, and no longer than some seconds ago. */
  get isMoving(): boolean {
    return this.#isHeld || performance.now() - this.#seenAt < blackMs;
  }

  /** The second at which the film is. */
  get time(): number {
    return this.#video.currentTime || 0;
  }

  /** Plays a guide from a second on. */
  play(id: string, guide: ScreenGuide, at = 0): void {
    this.guide = id;
    this.#sources = playableSources(guide, this.#video);
    this.#source = this.#tries = 0;
    void this.#load(at < guide.seconds - 3 ? at : 0);
  }

  stop(): void {
    this.guide = '';
    this.#turn++;
    this.#release();
    this.#video.removeAttribute('src');
    this.#video.load();
  }

  /** Stands still where it is, for a call. */
  hold(): void {
    this.#isHeld = true;
    this.#video.pause();
  }

  /** Goes on where it was. */
  release(): void {
    this.#isHeld = false;
    this.#movedAt = performance.now();
    this.#start();
  }

  /** Watches that the picture moves. To be called every second. */
  tick(): void {
    const now = performance.now();
    if (!this.guide || this.#isHeld) return void (this.#movedAt = now);
    if (this.#video.currentTime !== this.#lastTime) {
      if (this.#lastTime >= 0) {
        this.#movedAt = now;
        this.#seenAt = now;
      }
      this.#lastTime = this.#video.currentTime;
    } else if (now - this.#movedAt > stallMs) this.#retry(false);
    else if (this.#video.paused && !this.#video.ended && this.#video.readyState > 1) this.#start();
  }

  /** Tries again: the same film once more, then one of another format, then none. */
  #retry(isBroken: boolean): void {
    const source = this.#sources[this.#source];
    if (!source) return;
    this.#movedAt = performance.now();
    const at = this.time;
    if (isBroken) void this.#films.drop(source.url);
    if (++this.#tries < maxTries) return void this.#load(isBroken ? 0 : at);
    this.#tries = 0;
    if (this.#sources[++this.#source]) return void this.#load(at);
    const { guide } = this;
    this.stop();
    this.#events.failed(guide);
  }

  async #load(at: number): Promise<void> {
    const turn = ++this.#turn;
    const source = this.#sources[this.#source];
    if (!source) return;
    this.#movedAt = performance.now();
    const blob = await this.#films.read(source.url, source.bytes);
    if (turn !== this.#turn) return;
    this.#release();
    if (blob) this.#blob = URL.createObjectURL(blob.type ? blob : blob.slice(0, blob.size, source.type));
    this.#startAt = at;
    this.#lastTime = -1;
    this.#video.src = this.#blob || source.url;
    this.#video.addEventListener('loadedmetadata', this.#seek);
    this.#start();
  }

  #seek = (): void => {
    this.#video.removeEventListener('loadedmetadata', this.#seek);
    if (this.#startAt) this.#video.currentTime = this.#startAt;
  };

  #start(): void {
    if (this.#isHeld || !this.guide) return;
    const playing = this.#video.play() as Promise<void> | undefined;
    // Failures come as events.
    if (playing) playing.catch(() => {});
  }

  #release(): void {
    if (this.#blob) URL.revokeObjectURL(this.#blob);
    this.#blob = '';
  }
}
