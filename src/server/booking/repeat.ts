import { byday } from '../../domain/parse-input.ts';

/** The longest interval that can be chosen, in weeks. */
export const mostWeeks = 8;

/** How a session repeats, as officers choose it. */
export type Repeat =
  | { kind: 'weekly'; every: number; weekdays: readonly string[]; until?: string }
  | { kind: 'monthly-weekday'; nth: number; weekday: string; until?: string }
  | { kind: 'monthly-day'; day: number; until?: string };

/** The recurrence rule (RFC 5545, 3.3.10) of a choice. */
export function ruleOf(repeat: Repeat): string {
  const until = repeat.until ? `;UNTIL=${repeat.until.replaceAll('-', '')}` : '';
  if (repeat.kind === 'monthly-weekday') return `FREQ=MONTHLY;BYDAY=${repeat.nth}${repeat.weekday}${until}`;
  if (repeat.kind === 'monthly-day') return `FREQ=MONTHLY;BYMONTHDAY=${repeat.day}${until}`;
  const interval = repeat.every > 1 ? `;INTERVAL=${repeat.every}` : '';
  return `FREQ=WEEKLY${interval};BYDAY=${repeat.weekdays.join(',')}${until}`;
}

/** The choice that gives a rule; undefined for rules that can only be written. */
export function repeatOf(rule: string): Repeat | undefined {
  const parts = new Map(
    rule
      .toUpperCase()
      .split(';')
      .map(part => part.split('=') as [string, string]),
  );
  const { FREQ, INTERVAL = '1', BYDAY = '', BYMONTHDAY = '', UNTIL = '', ...others } = Object.fromEntries(parts);
  if (Object.keys(others).length || !/^(?:\d{8}(?:T\d{6}Z?)?)?$/.test(UNTIL)) return undefined;
  const until = UNTIL ? { until: `${UNTIL.slice(0, 4)}-${UNTIL.slice(4, 6)}-${UNTIL.slice(6, 8)}` } : {};
  const weekdays = BYDAY.split(',');
  if (Number(INTERVAL) > mostWeeks) return undefined;
  if (FREQ === 'WEEKLY' && !BYMONTHDAY && weekdays.every(day => byday.includes(day)))
    return { kind: 'weekly', every: Number(INTERVAL), weekdays, ...until };
  if (FREQ !== 'MONTHLY' || INTERVAL !== '1') return undefined;
  const [, nth, weekday] = /^(-1|[1-4])([A-Z]{2})$/.exec(BYDAY) ?? [];
  if (nth && weekday && !BYMONTHDAY) return { kind: 'monthly-weekday', nth: Number(nth), weekday, ...until };
  if (/^(?:-1|\d{1,2})$/.test(BYMONTHDAY) && !BYDAY) return { kind: 'monthly-day', day: Number(BYMONTHDAY), ...until };
  return undefined;
}
