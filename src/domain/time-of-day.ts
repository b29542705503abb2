/** Times of one day, as `07:30`. */
export interface TimeSpan {
  from: string;
  to: string;
}

/** Formats minutes after midnight as `hh:mm`. */
export const formatTimeOfDay = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map(part => `0${part}`.slice(-2)).join(':');

/** Parses `hh:mm` to minutes after midnight. */
export function parseTimeOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
