import type { TicketCall } from '../contract/index.ts';
import type { Clock } from './clock.ts';
import { piecesOf, type Speech } from './speech.ts';

/** Each number stays large at least so long. */
const shownMs = 7_000;
/** Calls that are older are not announced: the screen was off, or without a network. */
const freshMs = 60_000;

/** What the announcer does with the film. */
export interface AnnouncerEvents {
  /** The first of some calls begins. */
  begins(): void;
  /** The number that is shown has changed. */
  changed(): void;
  /** The last call is over. */
  ends(): void;
}

/** Announces calls one after another, however many counters call at once. */
export class Announcer {
  /** The call that is announced. */
  current: TicketCall | undefined;
  readonly #clock: Clock;
  readonly #speech: Speech;
  readonly #events: AnnouncerEvents;
  readonly #waiting: TicketCall[] = [];
  #last = 0;

  constructor(clock: Clock, speech: Speech, events: AnnouncerEvents) {
    this.#clock = clock;
    this.#speech = speech;
    this.#events = events;
  }

  /** Takes up the calls that are new. */
  take(calls: readonly TicketCall[]): void {
    const fresh = calls.filter(({ id, at }) => +id > this.#last && this.#clock.now() - Date.parse(at) < freshMs);
    for (const { id } of calls) this.#last = Math.max(this.#last, +id);
    fresh.sort((a, b) => +a.id - +b.id);
    this.#waiting.push(...fresh);
    if (!this.current && this.#waiting.length) {
      this.#events.begins();
      this.#next();
    }
  }

  #next(): void {
    this.current = this.#waiting.shift();
    this.#events.changed();
    if (!this.current) return this.#events.ends();
    const { number, counter } = this.current;
    const shown = new Promise<void>(resolve => setTimeout(resolve, shownMs));
    void Promise.all([shown, this.#speech.say(piecesOf(number, counter))]).then(() => this.#next());
  }
}
