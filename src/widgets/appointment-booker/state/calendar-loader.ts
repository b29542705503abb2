import type { LitElement } from 'lit';
import { dayList, slotList, type BookingDay, type Slot } from '../../../contract/slot.ts';
import type { Output } from '../../../contract/operation.ts';
import { RequestController, type PortalController } from '../../../core/index.ts';
import type { Failure } from '../../../core/outcome.ts';
import { addDays, dayOf, type Day } from '../../../domain/calendar.ts';
import { daysOf, monthOf, type Month } from '../steps/month.ts';

type Days = Output<typeof dayList>;

/** Upper bound of the calendar in days, whatever horizon a backend claims. */
const maxMonths = 400;

/** Months older than this are reloaded when shown. */
const maxAgeMs = 60_000;

/** Loads the days and times of a service at a place, by month. */
export class CalendarLoader {
  /** The last answer: it has the server's clock, the last day and the first free time. */
  known: Days | undefined;
  slots: readonly Slot[] | undefined;
  failure: Failure | undefined;

  readonly #host: LitElement;
  readonly #widget: PortalController<object>;
  readonly #days: RequestController<Days>;
  readonly #slots: RequestController<Output<typeof slotList>>;
  #months = new Map<Month, { at: number; days: Map<Day, BookingDay> }>();
  #query: { service: string; place: string } | undefined;

  constructor(host: LitElement, widget: PortalController<object>) {
    this.#host = host;
    this.#widget = widget;
    this.#days = new RequestController(host);
    this.#slots = new RequestController(host);
  }

  get pending(): boolean {
    return this.#days.pending;
  }

  get slow(): boolean {
    return this.#days.slow || this.#slots.slow;
  }

  /** Starts over for a service and a place. */
  begin(service: string, place: string): void {
    this.#query = { service, place };
    this.known = undefined;
    this.forget();
  }

  /** Marks all availability as outdated. */
  forget(): void {
    this.#months.clear();
    this.slots = undefined;
  }

  day(date: Day): BookingDay | undefined {
    for (const { days } of this.#months.values()) {
      const day = days.get(date);
      if (day) return day;
    }
    return undefined;
  }

  isKnown(month: Month): boolean {
    return this.#months.has(month);
  }

  /** Loads a month unless it is fresh; false when that failed. */
  async loadMonth(month: Month): Promise<boolean> {
    const known = this.#months.get(month);
    if (!this.#query || (known && performance.now() - known.at < maxAgeMs)) return true;
    const days = daysOf(month);
    const asked = { ...this.#query, from: days[0]!, to: days[days.length - 1]! };
    this.failure = undefined;
    const outcome = await this.#days.run(signal => this.#widget.call(dayList, asked, signal));
    this.#host.requestUpdate();
    if (outcome.kind === 'cancelled') return true;
    if (outcome.kind !== 'answered') {
      this.failure = outcome;
      return false;
    }
    this.known = outcome.value;
    const byDate = new Map<Day, BookingDay>();
    for (const day of outcome.value.days) byDate.set(day.date, day);
    this.#months.set(month, { at: performance.now(), days: byDate });
    return true;
  }

  async loadSlots(date: Day): Promise<boolean> {
    if (!this.#query) return true;
    const asked = { ...this.#query, date };
    this.slots = undefined;
    this.failure = undefined;
    const outcome = await this.#slots.run(signal => this.#widget.call(slotList, asked, signal));
    this.#host.requestUpdate();
    if (outcome.kind === 'cancelled') return true;
    if (outcome.kind === 'answered') this.slots = outcome.value.slots;
    else this.failure = outcome;
    return outcome.kind === 'answered';
  }

  /** Today in Viet Nam by the server's clock; by the device's until it is known. */
  get today(): Day {
    return dayOf(this.known ? new Date(this.known.now) : new Date());
  }

  /** The last day of the calendar: the end of the last month open for booking. */
  get last(): Day {
    const { today, known } = this;
    const latest = addDays(today, known ? maxMonths : 31);
    const until = known && known.until < latest ? known.until : latest;
    const days = daysOf(monthOf(until)).filter(day => monthOf(day) === monthOf(until));
    return days[days.length - 1]!;
  }
}
