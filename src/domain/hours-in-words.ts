import type { WeekdayHours } from './opening.ts';

/**
 * Opening hours in few words: `T2–T6: 07:30–11:30, 13:00–17:00; T7: 07:30–11:30`.
 * @param weekdays short names from Monday
 */
export function hoursInWords(hours: readonly WeekdayHours[], weekdays: readonly string[]): string {
  const spansOf = (weekday: number) =>
    hours
      .filter(each => each.weekday === weekday)
      .map(({ from, to }) => `${from}–${to}`)
      .sort()
      .join(', ');
  const groups: { first: number; last: number; spans: string }[] = [];
  for (let weekday = 1; weekday <= 7; weekday++) {
    const spans = spansOf(weekday);
    const before = groups[groups.length - 1];
    if (spans && before?.spans === spans && before.last === weekday - 1) before.last = weekday;
    else if (spans) groups.push({ first: weekday, last: weekday, spans });
  }
  const name = (weekday: number) => weekdays[weekday - 1] ?? '';
  return groups
    .map(({ first, last, spans }) => `${name(first)}${last > first ? `–${name(last)}` : ''}: ${spans}`)
    .join('; ');
}
