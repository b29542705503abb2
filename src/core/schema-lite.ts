/**
 * The part of valibot that a browser needs, under valibot's names: the build puts it in valibot's place. A widget asks
 * only whether an answer has its shape and takes a clean copy of it; what exactly is wrong is the server's to say. The
 * contract's tests hold both to the same verdicts.
 */
type Shape = (value: unknown) => unknown;

class Misfit extends Error {}

const misfit = (): never => {
  throw new Misfit();
};

const of =
  (type: string): (() => Shape) =>
  () =>
  value =>
    typeof value === type && value === value ? value : misfit();

export const string = of('string');
export const number = of('number');
export const boolean = of('boolean');

export const nullable =
  (shape: Shape): Shape =>
  value =>
    value === null ? value : shape(value);

/** Only an object knows that a field may be missing. */
export const optional =
  (shape: Shape): Shape =>
  value =>
    value === undefined ? value : shape(value);

export const picklist =
  (options: readonly unknown[]): Shape =>
  value =>
    options.indexOf(value) < 0 ? misfit() : value;

export const array =
  (shape: Shape): Shape =>
  value => {
    if (!Array.isArray(value)) misfit();
    const copy: unknown[] = [];
    for (let i = 0; i < (value as unknown[]).length; i++) copy.push(shape((value as unknown[])[i]));
    return copy;
  };

const fields =
  (keepsOthers: boolean) =>
  (entries: Record<string, Shape>): Shape & { entries: Record<string, Shape> } =>
    Object.assign(
      (value: unknown) => {
        if (typeof value !== 'object' || !value) misfit();
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

export const object = fields(false);
export const looseObject = fields(true);

export const pipe =
  (...shapes: Shape[]): Shape =>
  value =>
    shapes.reduce((copy, shape) => shape(copy), value);

/** RFC 3339 with an offset, and a time that there is: whatever passes can be shown. */
export const isoTimestamp = (): Shape => value =>
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/.test(value as string) && Date.parse(value as string)
    ? value
    : misfit();

export function safeParse(shape: Shape, value: unknown): { success: boolean; output?: unknown } {
  try {
    return { success: true, output: shape(value) };
  } catch {
    return { success: false };
  }
}
