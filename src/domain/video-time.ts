/** Formats seconds as `m:ss`. */
export function formatDuration(seconds: number): string {
  const rest = Math.floor(seconds % 60);
  return `${Math.floor(seconds / 60)}:${rest < 10 ? '0' : ''}${rest}`;
}

/** Parses `m:ss` to seconds; undefined when it is invalid. */
export function parseDuration(clock: string): number | undefined {
  const [, minutes, rest] = /^(\d{1,3}):([0-5]\d)$/.exec(clock.trim()) ?? [];
  return minutes === undefined ? undefined : Number(minutes) * 60 + Number(rest);
}
