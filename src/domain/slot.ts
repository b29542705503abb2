import { hoursWeekday, instantAt, isOff, type Calendar, type Day } from './calendar.ts';

/** When a desk takes appointments on one day of the week: every so many minutes between two times, so many at once. */
export interface SlotRule {
  /** 1 for Monday to 7 for Sunday. */
  weekday: number;
  /** Minutes after midnight. */
  from: number;
  to: number;
  /** Minutes between two appointments. */
  every: number;
  capacity: number;
  validFrom: Day | null;
  validTo: Day | null;
}

/** One time that the rules give. */
export interface SlotTime {
  start: Date;
  end: Date;
  capacity: number;
}

/**
 * The times of a day by the rules of a desk, in order: none on a holiday and on a day off in exchange, the usual ones on
 * a day worked in exchange. Two rules that give one time add up.
 */
export function slotsOn(rules: readonly SlotRule[], calendar: Calendar, day: Day): SlotTime[] {
  const special = calendar.days.get(day);
  if (isOff(special)) return [];
  const as = hoursWeekday(day, special);
  const midnight = instantAt(day, 0).getTime();
  const times = new Map<number, SlotTime>();
  for (const rule of rules) {
    if (rule.weekday !== as || (rule.validFrom && day < rule.validFrom) || (rule.validTo && day > rule.validTo))
      continue;
    for (let minute = rule.from; minute + rule.every <= rule.to; minute += rule.every) {
      const known = times.get(minute);
      times.set(minute, {
        start: new Date(midnight + minute * 60_000),
        end: new Date(midnight + (minute + rule.every) * 60_000),
        capacity: rule.capacity + (known?.capacity ?? 0),
      });
    }
  }
  return [...times.keys()].sort((a, b) => a - b).map(minute => times.get(minute) as SlotTime);
}

/** `hh:mm` of minutes after midnight. */
export const formatTimeOfDay = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map(part => String(part).padStart(2, '0')).join(':');

/** Minutes after midnight of `hh:mm`. */
export function parseTimeOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
