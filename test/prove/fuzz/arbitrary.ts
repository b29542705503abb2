import fc from 'fast-check';

/** The part of JSON Schema that the contract's schemas use. */
export interface Schema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  format?: string;
}

/** Values that are meaningful on the server, by field; grows with each answer. */
export type Known = Map<string, string[]>;

/** How a value is generated: valid, at or beyond a bound, or of any shape. */
type Mood = 'valid' | 'edge' | 'hostile';

const days = [
  '2026-11-23',
  '2026-12-01',
  '1900-01-01',
  '2199-12-31',
  '2200-01-01',
  '0000-01-01',
  '0001-01-01',
  '9999-12-31',
  '+010000-01-01',
  '2026-02-30',
  '2026-13-45',
  '2026',
];

/** Texts that have broken software elsewhere. */
const nasty = [
  '',
  ' ',
  '.',
  '..',
  '../../etc/passwd',
  '%2e%2e%2f',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '\u202eabc',
  '\ufeff',
  'ﷺ'.repeat(40),
  'e\u0301'.repeat(64),
  'Ö'.repeat(64),
  "'; drop table agency; --",
  '%',
  '_',
  '\\',
  '${7*7}',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'toString',
  'NaN',
  '1e309',
  '-0',
  '9'.repeat(400),
  'x'.repeat(65),
  'x'.repeat(20_000),
  '(a+)+$'.repeat(50),
  '-'.repeat(36),
  '00000000-0000-0000-0000-000000000000',
  '26506.A:999999999',
  '26506.A:0',
  '26506.A:-1',
  `26506.A:${Date.parse('9999-12-31T00:00:00Z') / 60_000}`,
];

const numbers = [0, -0, 1, -1, 0.5, 2 ** 31 - 1, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, Number.MAX_VALUE, 1e-320];

const deep = (levels: number): unknown => {
  let value: unknown = 'x';
  for (let i = 0; i < levels; i++) value = i % 2 ? [value] : { x: value };
  return value;
};

/** Anything that JSON can express, and some that it cannot. */
export const wild: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(null, true, false, [], {}, [null], { length: 1e9 }, deep(11), deep(13), deep(5000)),
  fc.constantFrom<unknown>(...nasty, ...days, ...numbers),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...nasty), { maxLength: 200 }),
);

/**
 * Values for a schema, a tenth of them out of bounds or of any shape.
 * @param known meaningful values, by field
 */
export function arbitraryOf(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  return fc.nat(29).chain(dice => {
    const mood: Mood = dice === 0 ? 'hostile' : dice < 3 ? 'edge' : 'valid';
    return mood === 'hostile'
      ? wild
      : mood === 'edge'
        ? edgeOf(schema, name, known)
        : validOf(schema, name, known, arbitraryOf);
  });
}

/** Valid values, known ones where there are any. */
export function validOf(
  schema: Schema,
  name: string,
  known: Known,
  part: typeof arbitraryOf = validOf,
): fc.Arbitrary<unknown> {
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.constantFrom(...options).chain(option => part(option, name, known));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(
        ([field, own]) => [field, part(own, field, known)] as const,
      );
      return fc.record(Object.fromEntries(fields), { requiredKeys: schema.required ?? [] });
    }
    case 'array':
      return fc.array(part(schema.items ?? {}, name, known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, 4),
      });
    case 'integer':
    case 'number':
      if (name === 'units') return fc.integer({ min: 1, max: 3 });
      return fc.integer({
        min: schema.minimum ?? 0,
        max: Math.min(schema.maximum ?? 100, (schema.minimum ?? 0) + 100),
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string': {
      const meant = known.get(name) ?? [];
      const any = schema.pattern?.includes('\\d{2}-') ? fc.constantFrom(...days.slice(0, 4)) : word(schema);
      const weight = part === validOf ? 60 : 6;
      return meant.length ? fc.oneof({ weight, arbitrary: fc.constantFrom(...meant) }, any) : any;
    }
    default:
      return wild;
  }
}

const word = ({ minLength = 0, maxLength = 30 }: Schema) =>
  fc
    .string({ unit: fc.constantFrom(...'abcđêXYZ019.:-_ '), minLength, maxLength: Math.min(maxLength, 40) })
    .map(text => text.padEnd(minLength, 'x'));

function edgeOf(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'string': {
      const { minLength = 0, maxLength = 64 } = schema;
      const lengths = [minLength - 1, minLength, maxLength, maxLength + 1].filter(length => length >= 0);
      return fc.oneof(
        fc.constantFrom(...lengths.map(length => 'a'.repeat(length))),
        fc.constantFrom(...days),
        fc.constantFrom(...nasty),
      );
    }
    case 'integer':
    case 'number': {
      const { minimum = 0, maximum = 100 } = schema;
      return fc.constantFrom(minimum, minimum - 1, maximum, maximum + 1, ...numbers);
    }
    case 'array':
      return fc
        .array(validOf(schema.items ?? {}, name, known), {
          minLength: schema.maxItems ?? 0,
          maxLength: (schema.maxItems ?? 0) + 1,
        })
        .chain(items => fc.constantFrom<unknown>(items, [], [...items, ...items], {}));
    case 'object':
      return validOf(schema, name, known).chain(value =>
        fc.constantFrom<unknown>({}, { ...(value as object), __proto__: null, extra: 'x' }, [value], value),
      );
    default:
      return validOf(schema, name, known);
  }
}
