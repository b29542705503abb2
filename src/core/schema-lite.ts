/**
 * The exports of `contract/schema.ts` for browsers: the build puts this file in its place. It only decides whether an
 * answer is valid and copies it; how an identifier or a day is spelt is left to the server. The contract's tests
 * compare both.
 */
type Schema = (value: unknown) => unknown;

class SchemaError extends Error {}

const fail = (): never => {
  throw new SchemaError();
};

const typeOf =
  (type: string): Schema =>
  value =>
    typeof value === type && value === value ? value : fail();

/** Any text. */
export const string = () => typeOf('string');

/** Any number but `NaN`. */
export const number = () => typeOf('number');

/** True or false. */
export const boolean = () => typeOf('boolean');

/** An identifier of the backend. */
export const Id = typeOf('string');
/** A calendar day. */
export const Day = Id;
/** A time of day. */
export const TimeOfDay = Id;
/** A token of the backend. */
export const Secret = Id;

/** A value or null. */
export const nullable =
  (shape: Schema): Schema =>
  value =>
    value === null ? value : shape(value);

/** A value or nothing; objects skip missing fields. */
export const optional =
  (shape: Schema): Schema =>
  value =>
    value === undefined ? value : shape(value);

/** One of the options. */
export const picklist =
  (options: readonly unknown[]): Schema =>
  value =>
    options.indexOf(value) < 0 ? fail() : value;

/** A list; copied. */
export const array =
  (shape: Schema): Schema =>
  value => {
    if (!Array.isArray(value)) fail();
    const copy: unknown[] = [];
    for (let i = 0; i < (value as unknown[]).length; i++) copy.push(shape((value as unknown[])[i]));
    return copy;
  };

const fields = (keepsOthers: boolean, entries: Record<string, Schema>): Schema & { entries: Record<string, Schema> } =>
  Object.assign(
    (value: unknown) => {
      if (typeof value !== 'object' || !value) fail();
      const given = value as Record<string, unknown>;
      const copy: Record<string, unknown> = keepsOthers ? { ...given } : {};
      for (const name of Object.keys(entries)) {
        const field = entries[name]!(given[name]);
        if (field !== undefined) copy[name] = field;
      }
      return copy;
    },
    { entries },
  );

/** An object with these fields; others are dropped. */
export const object = (entries: Record<string, Schema>) => fields(false, entries);

/** An object with these fields; others are kept. */
export const looseObject = (entries: Record<string, Schema>) => fields(true, entries);

/** RFC 3339 with offset, and an existing time. */
export const Instant: Schema = value =>
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/.test(value as string) && Date.parse(value as string)
    ? value
    : fail();

/** Checks a value and copies what the schema names. */
export function safeParse(shape: Schema, value: unknown): { success: boolean; output?: unknown } {
  try {
    return { success: true, output: shape(value) };
  } catch {
    return { success: false };
  }
}
