import type { ScreenGuide, ScreenState } from '../contract/index.ts';
import { isPreview } from './store.ts';

const cacheName = 'motcua-tv-films';
/** Where the browser does not tell how much it may keep. */
const usualBudget = 300 * 1024 * 1024;
const share = 0.6;
const retryMs = 60_000;
const maxRetryMs = 3600_000;
/** A download that takes longer is given up. */
const downloadMs = 20 * 60_000;

const codecs: Readonly<Record<string, string>> = {
  'video/mp4': 'video/mp4; codecs="avc1.42E01E, mp4a.40.2"',
  'video/webm': 'video/webm; codecs="vp9, opus"',
};

type Film = Pick<ScreenGuide['sources'][number], 'url' | 'bytes'>;

/** The films of a guide that this browser plays; all where it says of none that it does. */
export function playableSources({ sources }: ScreenGuide, video: HTMLVideoElement): ScreenGuide['sources'] {
  const known = sources.filter(({ type }) => video.canPlayType(codecs[type] || type));
  return known.length ? known : sources;
}

/**
 * Whole films on the device, in Cache Storage within a byte budget: played without a network, and out of the device's
 * memory instead of over the office's line each time. Only over HTTPS: browsers have no such storage elsewhere.
 */
export class Films {
  /** Bytes that are kept; -1 where nothing can be. */
  bytes = 'caches' in window && !isPreview ? 0 : -1;
  cached = 0;
  wanted = 0;
  readonly #video: HTMLVideoElement;
  #cache: Promise<Cache | undefined>;
  #isFetching = false;
  #isLooking = false;
  /** Films that could not be kept, until when they are left out, and for how long the next time. */
  readonly #failed: Record<string, { until: number; wait: number }> = {};

  constructor(video: HTMLVideoElement) {
    this.#video = video;
    this.#cache =
      'caches' in window && !isPreview ? caches.open(cacheName).catch(() => undefined) : Promise.resolve(undefined);
  }

  /** A kept film, whole; undefined for one that is not kept. A film of another length is thrown away. */
  async read(url: string, bytes: number): Promise<Blob | undefined> {
    try {
      const cache = await this.#cache;
      const kept = cache && (await cache.match(url));
      if (!cache || !kept) return undefined;
      const blob = await kept.blob();
      if (blob.size === bytes) return blob;
      await cache.delete(url);
    } catch {
      // A broken storage: the film is streamed.
    }
    return undefined;
  }

  /** Throws a film away that would not play. */
  async drop(url: string): Promise<void> {
    const cache = await this.#cache;
    if (cache) await cache.delete(url).catch(() => false);
  }

  /**
   * Removes films that are no longer shown, at once, and fetches one that is missing. To be called often.
   * @param mayFetch false while the line is needed for what is played
   */
  async update(state: ScreenState | undefined, mayFetch: boolean): Promise<void> {
    const cache = await this.#cache;
    if (!cache || this.#isLooking) return;
    this.#isLooking = true;
    try {
      const wanted = await this.#fitting(state ? wantedFilms(state, this.#video) : []);
      const kept = (await cache.keys()).map(({ url }) => new URL(url).pathname);
      for (const path of kept) if (!wanted.some(({ url }) => url === path)) await cache.delete(path);
      const here = wanted.filter(({ url }) => kept.indexOf(url) >= 0);
      this.cached = here.length;
      this.bytes = here.reduce((sum, { bytes }) => sum + bytes, 0);
      const [missing] = wanted.filter(({ url }) => kept.indexOf(url) < 0 && !this.#isLeftOut(url));
      if (missing && mayFetch && !this.#isFetching) void this.#fetch(cache, missing.url, missing.bytes);
    } catch {
      // A broken storage: films are streamed.
    }
    this.#isLooking = false;
  }

  /** As many of the first films as the budget holds. */
  async #fitting(films: readonly Film[]): Promise<Film[]> {
    this.wanted = films.length;
    const budget = films.length ? await byteBudget() : 0;
    let bytes = 0;
    return films.filter(film => {
      if (bytes + film.bytes > budget) return false;
      bytes += film.bytes;
      return true;
    });
  }

  async #fetch(cache: Cache, url: string, bytes: number): Promise<void> {
    this.#isFetching = true;
    const download = fetch(url).then(response => {
      if (!response.ok) throw new Error(String(response.status));
      return cache.put(url, response);
    });
    const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('too slow')), downloadMs));
    try {
      await Promise.race([download, late]);
      if (!(await this.read(url, bytes))) throw new Error('another length');
      delete this.#failed[url];
    } catch {
      const wait = this.#failed[url] ? Math.min(maxRetryMs, this.#failed[url].wait * 2) : retryMs;
      this.#failed[url] = { until: performance.now() + wait, wait };
    }
    this.#isFetching = false;
  }

  #isLeftOut(url: string): boolean {
    const failed = this.#failed[url];
    return !!failed && failed.until > performance.now();
  }
}

/** Films in the order in which they come, each once. */
function wantedFilms(state: ScreenState, video: HTMLVideoElement): Film[] {
  const films: Film[] = [];
  // Parts of this morning that are over come last.
  const coming = state.segments.filter(({ to }) => to > state.now);
  for (const { guides } of [...coming, ...state.segments])
    for (const id of guides) {
      const guide = state.guides[id];
      const film = guide && playableSources(guide, video)[0];
      if (film && !films.some(({ url }) => url === film.url)) films.push(film);
    }
  return films;
}

async function byteBudget(): Promise<number> {
  if (!navigator.storage || !navigator.storage.estimate) return usualBudget;
  const { quota } = await navigator.storage.estimate();
  return quota ? quota * share : usualBudget;
}
