import { addDays, weekday, type Day } from '../../../domain/calendar.ts';
import { sameDay } from './month.ts';

/** Where a key leads from a day of the grid; undefined when it is not the grid's. As in the ARIA practices for a date grid. */
export function dayAfterKey(day: Day, { key, shiftKey }: KeyboardEvent): Day | undefined {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1);
    case 'ArrowRight':
      return addDays(day, 1);
    case 'ArrowUp':
      return addDays(day, -7);
    case 'ArrowDown':
      return addDays(day, 7);
    case 'Home':
      return addDays(day, 1 - weekday(day));
    case 'End':
      return addDays(day, 7 - weekday(day));
    case 'PageUp':
      return sameDay(day, shiftKey ? -12 : -1);
    case 'PageDown':
      return sameDay(day, shiftKey ? 12 : 1);
    default:
      return undefined;
  }
}
