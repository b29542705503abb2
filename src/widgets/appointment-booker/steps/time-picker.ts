import type { LitElement, ReactiveController } from 'lit';
import type { Slot } from '../../../contract/slot.ts';
import type { PortalController } from '../../../core/index.ts';
import { addDays, type Day, weekday } from '../../../domain/calendar.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import { CalendarLoader } from '../state/calendar-loader.ts';
import { dayAfterKey } from './grid-keys.ts';
import { dayAt, daysOf, monthOf, type Month } from './month.ts';

/** Width of the widget in pixels from which a month fits beside the times. */
const wideFrom = 600;

const mondayOf = (day: Day): Day => addDays(day, 1 - weekday(day));

/** State of choosing a day and time: the shown month, the focused day, the selection. */
export class TimePicker implements ReactiveController {
  readonly calendar: CalendarLoader;
  readonly widget: PortalController<BookerTexts>;
  /** The shown month. */
  month: Month = '';
  /** The focused day of the grid. */
  focused: Day = '';
  /** The day whose times are shown. */
  date: Day = '';
  slot: Slot | undefined;
  /** The days by week, for narrow screens at first, or by month. */
  view: 'month' | 'week' = 'month';
  /** The Monday of the shown week. */
  week: Day = '';
  /** The expanded hour, on a day with many times. */
  hour: number | undefined;
  /** Where the search for another time ended, and in which direction. */
  end: { slot: Slot; by: 1 | -1 } | undefined;

  readonly #host: LitElement;
  #today: Day = '';
  #viewChosen = false;

  constructor(host: LitElement, widget: PortalController<BookerTexts>) {
    this.#host = host;
    this.widget = widget;
    this.calendar = new CalendarLoader(host, widget);
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#look);
    // Requests were aborted when the widget was disconnected.
    if (this.isLost || (this.date && !this.calendar.slots)) this.again();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#look);
  }

  /** Shows the first free day of a service at a place. */
  async begin(service: string, place: string): Promise<void> {
    this.calendar.begin(service, place);
    if (!this.#viewChosen) this.view = this.#host.clientWidth < wideFrom ? 'week' : 'month';
    this.slot = undefined;
    this.date = '';
    await this.#settle(monthOf(this.calendar.today));
  }

  /** Reloads everything: a place was lost, or the page was hidden. */
  async refresh(): Promise<void> {
    this.calendar.forget();
    this.slot = undefined;
    await this.#settle(this.month || monthOf(this.calendar.today));
  }

  again = (): void => {
    if (!this.date) return void this.#settle(this.month);
    void this.calendar.loadMonth(this.month).then(come => {
      if (come) void this.choose(this.date);
    });
  };

  /** Loads a month, goes to the first free day, and shows its times. */
  async #settle(month: Month): Promise<void> {
    this.month = month;
    if (!(await this.calendar.loadMonth(month))) return;
    const { first } = this.calendar.known ?? {};
    this.#today = this.calendar.today;
    const start = this.date || (first ? dayAt(first.start) : this.#today);
    if (start && monthOf(start) !== month && !this.date) {
      this.month = monthOf(start);
      if (!(await this.calendar.loadMonth(this.month))) return;
    }
    this.focused = start;
    this.week = mondayOf(start);
    if (this.date || first) await this.choose(start);
    this.#host.requestUpdate();
  }

  async choose(date: Day): Promise<void> {
    this.focused = date;
    const day = this.calendar.day(date);
    if (day && day.state !== 'open') {
      this.date = date;
      this.slot = undefined;
      this.calendar.slots = [];
      this.calendar.failure = undefined;
      this.#host.requestUpdate();
      return;
    }
    if (date !== this.date) this.slot = this.hour = undefined;
    this.date = date;
    await this.calendar.loadSlots(date);
  }

  /** Whether shown data is outdated and not being reloaded. */
  get isLost(): boolean {
    return this.month !== '' && !this.calendar.isKnown(this.month) && !this.calendar.pending;
  }

  pick(slot: Slot): void {
    this.slot = slot;
    this.#host.requestUpdate();
  }

  /** Selects a time offered elsewhere. */
  async take(slot: Slot): Promise<void> {
    const { calendar } = this;
    this.slot = slot;
    this.hour = undefined;
    this.date = this.focused = dayAt(slot.start);
    this.week = mondayOf(this.date);
    await this.showMonth(monthOf(this.date));
    if (!calendar.slots?.some(({ id }) => id === slot.id)) await calendar.loadSlots(this.date);
  }

  /** Selects the first free time; its button disappears, so the focus moves to the time. */
  async takeFirst(slot: Slot): Promise<void> {
    await this.take(slot);
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>('.time.chosen')?.focus();
  }

  /** Selects the free time after the current one, or before it, across days. */
  step = async (by: 1 | -1): Promise<void> => {
    const { calendar, slot, date } = this;
    if (!slot || !calendar.slots) return;
    const next = () => {
      const free = calendar.slots?.filter(
        ({ left, start }) => left && (by > 0 ? start > slot.start : start < slot.start),
      );
      return free?.[by > 0 ? 0 : free.length - 1];
    };
    let found = next();
    for (let day = date; !found; found = next()) {
      day = addDays(day, by);
      if (day !== this.#within(day)) {
        this.end = { slot, by };
        return void calendar.loadSlots(date);
      }
      const month = monthOf(day);
      await calendar.loadMonth(month);
      if (calendar.day(day)?.state === 'open') await calendar.loadSlots(day);
      // Failed, or replaced by another request.
      if (calendar.failure || !calendar.isKnown(month) || !calendar.slots || this.slot !== slot) return;
    }
    await this.take(found);
  };

  /** Shows a month within the bookable range. */
  async showMonth(month: Month): Promise<void> {
    this.month = month;
    if (monthOf(this.focused) !== month) {
      this.focused = this.#within(daysOf(month).find(day => monthOf(day) === month)!);
    }
    this.#host.requestUpdate();
    await this.calendar.loadMonth(month);
  }

  /** Whether a Sunday of the shown month can be booked; the grid has no column for them otherwise. */
  get sundays(): boolean {
    return daysOf(this.month).some(day => weekday(day) > 6 && this.calendar.day(day)?.state === 'open');
  }

  /** The day of the grid that the Tab key stops at. */
  get stop(): Day {
    return this.#beside(this.focused);
  }

  mayShow(month: Month): boolean {
    return month >= monthOf(this.calendar.today) && month <= monthOf(this.calendar.last);
  }

  /** Keyboard navigation of the date grid. */
  key = (event: KeyboardEvent): void => {
    const to = dayAfterKey(this.stop, event);
    if (!to) return;
    event.preventDefault();
    this.focused = this.#beside(this.#within(to), /Left|End/.test(event.key) ? -1 : 1);
    if (monthOf(this.focused) !== this.month) void this.showMonth(monthOf(this.focused));
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>('[part=grid] button[tabindex="0"]')?.focus(),
    );
  };

  openHour(hour: number): void {
    this.hour = hour;
    this.#host.requestUpdate();
  }

  /** Shows the days by week or by month, where the chosen day is. */
  show(view: 'month' | 'week'): void {
    this.view = view;
    this.#viewChosen = true;
    if (view === 'week') this.week = mondayOf(this.#within(this.date || this.focused));
    else void this.showMonth(monthOf(this.date || this.week));
    this.#host.requestUpdate();
  }

  mayShowWeek(by: 1 | -1): boolean {
    const week = addDays(this.week, 7 * by);
    return week >= mondayOf(this.calendar.today) && week <= this.calendar.last;
  }

  /** Shows the next week, or the one before. */
  async showWeek(by: 1 | -1): Promise<void> {
    this.week = addDays(this.week, 7 * by);
    this.month = monthOf(this.week);
    this.#host.requestUpdate();
    await this.calendar.loadMonth(this.month);
  }

  #within(day: Day): Day {
    const { today, last } = this.calendar;
    return day < today ? today : day > last ? last : day;
  }

  /** The day, or the one beside it when it is a Sunday without a column. */
  #beside(day: Day, by = 1): Day {
    if (this.sundays || weekday(day) < 7) return day;
    const next = addDays(day, by);
    return next === this.#within(next) ? next : addDays(day, -by);
  }

  /** Shows the new day after midnight on a hidden page. */
  #look = (): void => {
    if (document.hidden || !this.#today || !this.#host.isConnected) return;
    void this.calendar.loadMonth(this.month).then(() => {
      const { today } = this.calendar;
      if (today === this.#today) return;
      this.#today = today;
      if (this.date >= today) return;
      this.date = '';
      void this.refresh();
    });
  };
}
