import type { Day } from '../../../domain/calendar.ts';

/** Address of a place's day in the officers' site. */
export const dayUrl = (place: string, date: Day, more: Readonly<Record<string, string>> = {}): string =>
  `/desk/appointments?${new URLSearchParams({ place, date, ...more })}`;
