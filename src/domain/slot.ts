import { hoursOfSpecial, hoursWeekday, instantAt, isOff, type Calendar, type Day } from './calendar.ts';

/** Appointment times of one weekday: one every `every` minutes, `capacity` at once. */
export interface SlotRule {
  /** 1 for Monday to 7 for Sunday. */
  weekday: number;
  /** In minutes after midnight. */
  from: number;
  to: number;
  /** Minutes between appointments. */
  every: number;
  capacity: number;
  validFrom: Day | null;
  validTo: Day | null;
}

/** A time given by the rules. */
export interface SlotTime {
  start: Date;
  end: Date;
  capacity: number;
}

/**
 * The times of a day, in order: none on days off, the usual ones on worked swap days, on days with hours of their own
 * only those within. Capacities of rules that give the same time add up.
 */
export function slotsOn(rules: readonly SlotRule[], calendar: Calendar, day: Day): SlotTime[] {
  const special = calendar.days.get(day);
  if (isOff(special)) return [];
  const as = hoursWeekday(day, special?.type);
  const hours = hoursOfSpecial(special);
  const midnight = instantAt(day, 0).getTime();
  const times = new Map<number, SlotTime>();
  for (const rule of rules) {
    if (rule.weekday !== as || (rule.validFrom && day < rule.validFrom) || (rule.validTo && day > rule.validTo))
      continue;
    for (let minute = rule.from; minute + rule.every <= rule.to; minute += rule.every) {
      if (hours && !hours.some(([from, to]) => from <= minute && minute + rule.every <= to)) continue;
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
