/** Formats seconds as `m:ss`. */
export function formatDuration(seconds: number): string {
  const rest = Math.floor(seconds % 60);
  return `${Math.floor(seconds / 60)}:${rest < 10 ? '0' : ''}${rest}`;
}

/** Formats seconds as `m:ss` with as many decimals as there are, at most three. */
export function formatExactTime(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const rest = String(ms % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${formatDuration(Math.floor(ms / 1000))}${rest ? `.${rest}` : ''}`;
}

/** Parses `m:ss`, with up to three decimals, to seconds; undefined when it is invalid. */
export function parseExactTime(text: string): number | undefined {
  const [, minutes, seconds = ''] = /^(\d{1,3}):([0-5]\d(?:[.,]\d{1,3})?)$/.exec(text.trim()) ?? [];
  if (minutes === undefined) return undefined;
  return Math.round((Number(minutes) * 60 + Number(seconds.replace(',', '.'))) * 1000) / 1000;
}

/** Parses `m:ss` to seconds; undefined when it is invalid. */
export function parseDuration(clock: string): number | undefined {
  const [, minutes, rest] = /^(\d{1,3}):([0-5]\d)$/.exec(clock.trim()) ?? [];
  return minutes === undefined ? undefined : Number(minutes) * 60 + Number(rest);
}
