import type { TicketCall } from '../contract/index.ts';
import type { Clock } from './clock.ts';
import { piecesOf, type Speech } from './speech.ts';
import { shortCounter } from './short-counter.ts';

/** Each number stays large at least so long. */
const shownMs = 7_000;
/** Calls that are older are not announced: the screen was off, or without a network. */
const freshMs = 60_000;
/** A call that had to wait for so many others is left out: its holder sees it on the ticket. */
const maxWaitMs = 180_000;
const maxKnown = 500;
/** With more calls than this waiting each is shown for a shorter time. */
const hurryFrom = 3;

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
  /** Calls that were announced, or were too old for it. */
  readonly #known: Record<string, true> = {};

  constructor(clock: Clock, speech: Speech, events: AnnouncerEvents) {
    this.#clock = clock;
    this.#speech = speech;
    this.#events = events;
  }

  /** Takes up the calls that are new. */
  take(calls: readonly TicketCall[]): void {
    const fresh = calls.filter(({ id }) => !this.#known[id]);
    for (const { id } of fresh) this.#known[id] = true;
    const ids = Object.keys(this.#known);
    if (ids.length > maxKnown) delete this.#known[ids.sort((a, b) => +a - +b)[0]!];
    this.#waiting.push(...fresh.filter(call => !this.#isOld(call, freshMs)).sort((a, b) => +a.id - +b.id));
    if (!this.current && this.#waiting.length) {
      this.#events.begins();
      this.#next();
    }
  }

  #isRepeated({ number }: TicketCall): boolean {
    return this.#waiting.some(call => call.number === number);
  }

  /** Also where the time is not known: what is kept on the device is old. */
  #isOld({ at }: TicketCall, ms = maxWaitMs): boolean {
    return !this.#clock.isKnown() || this.#clock.now() - Date.parse(at) > ms;
  }

  #next(): void {
    // A number that is called again meanwhile is announced once.
    let call = this.#waiting.shift();
    while (call && (this.#isRepeated(call) || this.#isOld(call))) call = this.#waiting.shift();
    this.current = call;
    if (!call) {
      this.#events.ends();
      return this.#events.changed();
    }
    const { number, counter } = call;
    const ms = this.#waiting.length > hurryFrom ? shownMs / 2 : shownMs;
    const shown = new Promise<void>(resolve => setTimeout(resolve, ms));
    void Promise.all([shown, this.#speech.say(piecesOf(number, shortCounter(counter)))]).then(() => this.#next());
    this.#events.changed();
  }
}
