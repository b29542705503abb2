/** In an order that depends on nothing but the rows. */
export const sorted = <T extends object>(rows: readonly T[]): T[] =>
  rows
    .map(row => [canonical(row), row] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, row]) => row);

/** JSON with sorted keys: equal for equal values. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || !value) return JSON.stringify(value ?? null);
  const keys = Object.keys(value).filter(key => value[key as never] !== undefined);
  return `{${keys
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonical(value[key as never])}`)
    .join()}}`;
}
