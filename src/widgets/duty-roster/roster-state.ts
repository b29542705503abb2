import type { dutyList, ComingSession, Duty, DutyPoint } from '../../contract/duty.ts';
import type { Output } from '../../contract/operation.ts';
import { addDays, dayOf, hoursWeekday, instantAt, isOff, type Day } from '../../domain/calendar.ts';
import { parseTimeOfDay } from '../../domain/slot.ts';

export type Roster = Output<typeof dutyList>;

/** State of a place at a moment. */
export interface PlaceState {
  onDuty: Duty[];
  /** Later duties of today, in order. */
  later: Duty[];
  /** Whether there was a duty today. */
  had: boolean;
  /** The first duty of another day. */
  next: Duty | undefined;
}

const within = (iso: string) => Date.parse(iso);

export function placeStateAt({ duties }: Roster, place: string, now: Date): PlaceState {
  const time = now.getTime();
  const today = dayOf(now);
  const here = duties.filter(duty => duty.place === place);
  const isToday = ({ start }: Duty) => dayOf(new Date(start)) === today;
  return {
    onDuty: here.filter(({ start, end }) => within(start) <= time && time < within(end)),
    later: here.filter(duty => isToday(duty) && within(duty.start) > time),
    had: here.some(isToday),
    next: here.find(duty => within(duty.start) > time && !isToday(duty)),
  };
}

/** Whether the plan covers a moment: an offline screen outlives it. */
export const reaches = ({ from, to }: Roster, now: Date): boolean => from <= dayOf(now) && dayOf(now) <= to;

/** A place and its state. */
export interface PlaceWithState {
  point: DutyPoint;
  board: PlaceState;
}

/** The current session, or the next. */
export const sessionAt = ({ sessions }: Roster, now: Date): ComingSession | undefined =>
  sessions.find(({ end }) => within(end) > now.getTime());

/** The name of a day off; undefined on other days. */
export const dayOff = ({ days }: Roster, day: Day) => days.find(({ date, type }) => date === day && isOff(type))?.name;

/** The contract's maximum; bounds the loop. */
const longest = 31;

/** When a place closes, or opens again; undefined without opening hours. */
export function openAt(
  { hours }: DutyPoint,
  roster: Roster,
  now: Date,
): { open: boolean; change: Date | undefined } | undefined {
  if (!hours.length || dayOf(now) > roster.to) return undefined;
  for (let day = dayOf(now), left = longest; left-- && day <= roster.to; day = addDays(day, 1)) {
    if (dayOff(roster, day)) continue;
    const as = hoursWeekday(day, roster.days.find(({ date }) => date === day)?.type);
    const spans = hours
      .filter(each => each.weekday === as)
      .map(({ from, to }) => [instantAt(day, parseTimeOfDay(from)), instantAt(day, parseTimeOfDay(to))] as const)
      .sort(([a], [b]) => a.getTime() - b.getTime());
    for (const [from, to] of spans) {
      if (now < from) return { open: false, change: from };
      if (now < to) return { open: true, change: to };
    }
  }
  return { open: false, change: undefined };
}
