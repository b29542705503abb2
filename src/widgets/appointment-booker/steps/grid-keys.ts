import { addDays, weekday, type Day } from '../../../domain/calendar.ts';
import { sameDay } from './month.ts';

/** The day that a key leads to in the date grid (ARIA Authoring Practices); undefined for other keys. */
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
