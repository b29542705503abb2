import { segmentAt, type Segment } from '../domain/playlist.ts';
import type { Clock } from './clock.ts';
import type { Player } from './player.ts';
import type { ScreenStore } from './screen-store.ts';
import { store } from './store.ts';

/** A film that would not play is left out for so long, and for longer each time. */
const badMs = 60_000;
const maxBadMs = 30 * 60_000;
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
  readonly #bad: Record<string, { until: number; count: number }> = {};
  /** A guide that was chosen by remote control: it is played to its end, whatever the hour. */
  #chosen = '';
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

  /** Plays another guide than the one that is played, where that is not of this hour. To be called every second. */
  tick(): void {
    const { guides } = this;
    const { guide, time } = this.#player;
    const isChosen = guide !== '' && guide === this.#chosen && !!this.#screen.state!.guides[guide];
    if (guides.indexOf(guide) < 0 && !isChosen) {
      const kept = this.#position;
      this.#position = undefined;
      if (kept && guides.indexOf(kept.guide) >= 0) this.play(kept.guide, kept.at);
      else this.skip();
    } else if (performance.now() - this.#keptAt > keepMs) {
      this.#keptAt = performance.now();
      store.set('position', { guide, at: time });
    }
  }

  /** Goes on with the guide after another one; stops without one. */
  skip(guide = this.#player.guide): void {
    this.#chosen = '';
    const [next] = this.#after(guide);
    if (next) this.play(next);
    else if (this.#player.guide) this.#player.stop();
  }

  /** Plays a guide to its end, whatever the hour. */
  choose(id: string): void {
    this.#chosen = id;
    this.play(id);
  }

  play(id: string, at = 0): void {
    const guide = this.#screen.state && this.#screen.state.guides[id];
    if (guide) this.#player.play(id, guide, at);
  }

  /** Leaves a guide out for a while. */
  markBad(id: string): void {
    const count = (this.#bad[id] ? this.#bad[id]!.count : 0) + 1;
    this.#bad[id] = { until: performance.now() + Math.min(maxBadMs, badMs * count), count };
  }

  #after(guide: string): string[] {
    const { guides } = this;
    const at = guides.indexOf(guide) + 1;
    return [...guides.slice(at), ...guides.slice(0, at)].filter(
      id => !this.#bad[id] || this.#bad[id]!.until <= performance.now(),
    );
  }

  /** Where the time of day is unknown, what is shown when nothing else is planned. */
  #segment(): Segment | undefined {
    const { state } = this.#screen;
    if (!state) return undefined;
    const usual = () => state.segments.filter(({ kind }) => kind === 'default')[0] || state.segments[0];
    return this.#clock.isKnown() ? segmentAt(state.segments, this.#clock.now()) : usual();
  }
}
