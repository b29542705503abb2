import type { ScreenReport, ScreenStatus } from '../contract/index.ts';
import { dayOf } from '../domain/calendar.ts';
import type { Clock } from './clock.ts';
import { ask } from './screen-store.ts';
import { store } from './store.ts';

type Plays = ScreenReport['plays'][number];

/** Days and guides that are kept without a network; older ones are dropped. */
const maxKept = 300;

/** Tells the server how the screen is, and what it has shown; what could not be sent is kept. */
export class Reporter {
  readonly #clock: Clock;
  #plays: Plays[] = store.get<Plays[]>('plays') || [];
  /** A report whose answer was lost, also before a power cut. */
  #sent = store.get<ScreenReport>('report') || undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts seconds of a guide, and whether it was shown to its end. */
  count(guide: string, seconds: number, plays = 0): void {
    if (!guide || !this.#clock.isKnown()) return;
    const day = dayOf(new Date(this.#clock.now()));
    const known = this.#plays.filter(each => each.guide === guide && each.day === day)[0];
    if (known) {
      known.seconds += seconds;
      known.plays += plays;
    } else this.#plays.push({ day, guide, seconds, plays });
    this.#plays = this.#plays.slice(-maxKept);
  }

  /** Sends a report. One whose answer was lost is sent again under the same identifier, and counts once. */
  async send(status: ScreenStatus): Promise<void> {
    if (!this.#sent) {
      const id = Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2);
      this.#sent = { id, status, plays: this.#plays };
      this.#plays = [];
    }
    this.keep();
    const { id, plays } = this.#sent;
    const answer = await ask('report', { id, status, plays });
    // A report that the server refuses would be refused for ever.
    if (answer && (!('status' in answer) || answer.status < 500)) this.#sent = undefined;
    this.keep();
  }

  /** Keeps what was not sent for a power cut. */
  keep(): void {
    store.set('plays', this.#plays);
    store.set('report', this.#sent || null);
  }

  /** Forgets everything: the device is no longer of this office. */
  clear(): void {
    this.#plays = [];
    this.#sent = undefined;
  }
}
