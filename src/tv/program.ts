import { segmentAt, type Segment } from '../domain/playlist.ts';
import type { Clock } from './clock.ts';
import type { Player } from './player.ts';
import type { ScreenStore } from './screen-store.ts';
import { store } from './store.ts';

/** A film that would not play is left out for so long. */
const badMs = 60_000;
/** How often the place in the film is kept for a power cut. */
const keepMs = 5_000;

interface Position {
  guide: string;
  at: number;
}

/** Decides what is played: by the hour of the server's clock, one guide after the other, without those that fail. */
export class Program {
  readonly #screen: ScreenStore;
  readonly #clock: Clock;
  readonly #player: Player;
  readonly #bad: Record<string, number> = {};
  #position = store.get<Position>('position');
  #keptAt = 0;

  constructor(screen: ScreenStore, clock: Clock, player: Player) {
    this.#screen = screen;
    this.#clock = clock;
    this.#player = player;
  }

  /** The guides of this hour, in order. */
  get guides(): string[] {
    const { state } = this.#screen;
    const segment = this.#segment();
    return state && segment ? segment.guides.filter(id => state.guides[id]) : [];
  }

  /** The guide that comes next; empty for none, or for the same one again. */
  get next(): string {
    const [next = ''] = this.#after(this.#player.guide);
    return next === this.#player.guide ? '' : next;
  }

  /** Whether there are guides, and none of them plays. */
  get isFailing(): boolean {
    return !this.#player.guide && this.guides.length > 0;
  }

  /** Plays another guide than the one that is played, where that is not of this hour. To be called every second. */
  tick(): void {
    const { guides } = this;
    const { guide, time } = this.#player;
    if (guides.indexOf(guide) < 0) {
      const kept = this.#position;
      this.#position = undefined;
      if (kept && guides.indexOf(kept.guide) >= 0) this.play(kept.guide, kept.at);
      else this.skip();
    } else if (performance.now() - this.#keptAt > keepMs) {
      this.#keptAt = performance.now();
      store.set('position', { guide, at: time });
    }
  }

  /** Goes on with the next guide; stops without one. */
  skip(): void {
    const [next] = this.#after(this.#player.guide);
    if (next) this.play(next);
    else if (this.#player.guide) this.#player.stop();
  }

  play(id: string, at = 0): void {
    const guide = this.#screen.state && this.#screen.state.guides[id];
    if (guide) this.#player.play(id, guide, at);
  }

  /** Leaves a guide out for a while. */
  markBad(id: string): void {
    this.#bad[id] = performance.now() + badMs;
  }

  #after(guide: string): string[] {
    const { guides } = this;
    const at = guides.indexOf(guide) + 1;
    return [...guides.slice(at), ...guides.slice(0, at)].filter(id => !(this.#bad[id]! > performance.now()));
  }

  /** Where the time of day is unknown, what is shown when nothing else is planned. */
  #segment(): Segment | undefined {
    const { state } = this.#screen;
    if (!state) return undefined;
    const usual = () => state.segments.filter(({ kind }) => kind === 'default')[0] || state.segments[0];
    return this.#clock.isKnown() ? segmentAt(state.segments, this.#clock.now()) : usual();
  }
}
