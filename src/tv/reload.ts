import { minuteOf } from '../domain/calendar.ts';
import { store } from './store.ts';

const maxPerHour = 3;
const hourMs = 3600_000;
/** Nobody is in the hall: memory that the browser has lost over the day comes back. */
const nightMinute = 3 * 60;
const minUptimeMs = hourMs;
const startedAt = performance.now();

/** Reloads because of failures, newest last. */
const failures = (): number[] =>
  (store.get<number[]>('reloads') || []).filter(at => Math.abs(Date.now() - at) < hourMs);

/** Reloads the page after failures, at most three times an hour; false when that did not help. */
export function reloadAfterFailure(): boolean {
  const before = failures();
  if (before.length >= maxPerHour) return false;
  store.set('reloads', [...before, Date.now()]);
  // Where nothing can be kept, reloads cannot be counted.
  if (failures().length === before.length) return false;
  location.reload();
  return true;
}

/** Failures of this hour that led to a reload. */
export const reloadCount = (): number => failures().length;

/** Whether it is time for the reload of the night: some minutes after three, another one for each screen. */
export function isNightReload(now: number, screen: string): boolean {
  const minute = nightMinute + (parseInt(screen.slice(-2), 16) % 30);
  const late = minuteOf(new Date(now)) - minute;
  return performance.now() - startedAt > minUptimeMs && late >= 0 && late < 60;
}
