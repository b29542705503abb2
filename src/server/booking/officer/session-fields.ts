import type { Selectable } from 'kysely';
import type { SessionRuleTable } from '../../platform/schema/booking.ts';
import { type Repeat, repeatOf, ruleOf } from '../repeat.ts';

/** Values of the session form, by field; lists joined by commas. */
export type Fields = Readonly<Record<string, string>>;
export type SessionRule = Selectable<SessionRuleTable>;

/** The values of a rule, by field of the form. */
export function fieldsOf(rule: SessionRule): Record<string, string> {
  const repeat = repeatOf(rule.rrule);
  const ofRepeat: Record<string, string> = !repeat
    ? { repeat: 'rule', rrule: rule.rrule }
    : {
        repeat: repeat.kind,
        ends: repeat.until ?? '',
        ...(repeat.kind === 'weekly' && { weekdays: repeat.weekdays.join(','), every: String(repeat.every) }),
        ...(repeat.kind === 'monthly-weekday' && { nth: String(repeat.nth), nthday: repeat.weekday }),
        ...(repeat.kind === 'monthly-day' && { monthday: String(repeat.day) }),
      };
  return {
    ...ofRepeat,
    ...{ since: rule.since, opens: rule.opens, closes: rule.closes, unit: rule.unit },
    ...{ capacity: String(rule.capacity), most: String(rule.most), minutes: String(Number(rule.minutes)) },
    ...{ cutoff: String(rule.cutoff), phone: rule.needs_phone ? '' : 'no' },
  };
}

/** The posted form as cells of a session: a recurrence rule for what was picked; weekdays alone stay weekdays. */
export function cellsOfForm(fields: Fields): Record<string, string> {
  const weekdays = (fields['weekdays'] ?? '').split(',').filter(Boolean);
  const { repeat, every = '1', nth = '', nthday = '', monthday = '', ends = '' } = fields;
  if (repeat === undefined) return { ...fields };
  if (repeat === 'rule') return { ...fields, weekdays: '' };
  const until = ends ? { until: ends } : {};
  const weeks = Number(every) || 1;
  if (repeat === 'weekly' && (!weekdays.length || (weeks === 1 && !ends))) return { ...fields, rrule: '' };
  const picked: Repeat =
    repeat === 'monthly-weekday'
      ? { kind: repeat, nth: Number(nth), weekday: nthday, ...until }
      : repeat === 'monthly-day'
        ? { kind: repeat, day: Number(monthday), ...until }
        : { kind: 'weekly', every: weeks, weekdays, ...until };
  return { ...fields, weekdays: '', rrule: ruleOf(picked) };
}
