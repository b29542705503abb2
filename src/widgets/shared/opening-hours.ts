import type { Place } from '../../contract/agency.ts';
import type { Format } from '../../core/format.ts';

type Hours = Place['hours'];

/** A Monday; only its weekday counts. */
const monday = Date.UTC(2026, 0, 5);
const dayMs = 86_400_000;

/**
 * Opening hours as lines of text, days with equal hours together: `Thứ Hai–Thứ Sáu: 07:30–11:30, 13:00–17:00`.
 */
export function openingHours(hours: Hours, format: Format): string[] {
  const spans = (weekday: number) =>
    hours
      .filter(each => each.weekday === weekday)
      .map(({ from, to }) => `${from}–${to}`)
      .sort()
      .join(', ');
  const name = (weekday: number) => format.weekday(new Date(monday + (weekday - 1) * dayMs).toISOString());
  const lines: string[] = [];
  for (let first = 1; first <= 7; first++) {
    const open = spans(first);
    if (!open) continue;
    let last = first;
    while (last < 7 && spans(last + 1) === open) last++;
    lines.push(`${name(first)}${last > first ? `–${name(last)}` : ''}: ${open}`);
    first = last;
  }
  return lines;
}
