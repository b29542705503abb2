import type { Path } from '../mistakes.ts';

/** The value at a path; undefined where there is none. */
export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce((each, step) => (each as Record<string, unknown> | undefined)?.[step], value);

/**
 * A copy with another value at a path; what is missing above it is made.
 * @param next undefined takes the value out of its object or list
 */
export function withValue<T>(value: T, [step, ...rest]: Path, next: unknown): T {
  if (step === undefined) return next as T;
  const copy = (
    Array.isArray(value) || (value === undefined && typeof step === 'number')
      ? [...((value ?? []) as unknown[])]
      : { ...(value as object) }
  ) as Record<string | number, unknown>;
  if (rest.length || next !== undefined) copy[step] = withValue(copy[step], rest, next);
  else if (Array.isArray(copy)) copy.splice(Number(step), 1);
  else delete copy[step];
  return copy as T;
}
