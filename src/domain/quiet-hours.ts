import { addDays, dayOf, instantAt, minuteOf } from './calendar.ts';
import { parseTimeOfDay, type TimeSpan } from './time-of-day.ts';

/**
 * When a message may be sent: at once, or when the quiet hours are over. Hours that end before they begin go on after
 * midnight; hours that begin and end at one time are none.
 */
export function afterQuietHours(at: Date, { from, to }: TimeSpan): Date {
  const [begins, ends, minute] = [parseTimeOfDay(from), parseTimeOfDay(to), minuteOf(at)];
  if (begins === ends) return at;
  const isOverMidnight = begins > ends;
  const isQuiet = isOverMidnight ? minute >= begins || minute < ends : minute >= begins && minute < ends;
  if (!isQuiet) return at;
  const day = isOverMidnight && minute >= begins ? addDays(dayOf(at), 1) : dayOf(at);
  return instantAt(day, ends);
}
