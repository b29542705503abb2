import type { dutyList, ComingSession, Duty, DutyPoint } from '../../contract/duty.ts';
import type { Output } from '../../contract/operation.ts';
import { type Day, dayOf, isOff } from '../../domain/calendar.ts';
import { type Opening, openingAt } from '../../domain/opening.ts';

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
export const dayOff = ({ days }: Roster, day: Day) => days.find(each => each.date === day && isOff(each))?.name;

/** When a place closes, or opens again; undefined without opening hours, and after the last day of the plan. */
export const openAt = ({ hours }: DutyPoint, { days, to }: Roster, now: Date): Opening | undefined =>
  dayOf(now) > to ? undefined : openingAt(hours, day => days.find(({ date }) => date === day), now, to);
