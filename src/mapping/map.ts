import {
  array,
  boolean,
  integer,
  literal,
  maxLength,
  maxValue,
  minValue,
  number,
  optional,
  partial,
  picklist,
  pipe,
  record,
  regex,
  strictObject,
  string,
  unknown,
  type InferOutput,
} from 'valibot';
import { operations, problems, type Slug } from '../contract/index.ts';

/** Text that begins with `=` is an expression, all else stands for itself; lists and objects are gone through. */
const Value = unknown();
const Values = record(string(), Value);
/** Always an expression. */
const Expression = pipe(string(), regex(/^=/));

const slugs = Object.keys(problems) as [Slug, ...Slug[]];

/** When an answer, whatever its HTTP status, is a refusal. */
export const Rule = strictObject({
  /** True when this is the case; `$` is the body, `$http.status` the status. */
  when: Expression,
  /** What the citizen is told: one of the contract's problems. */
  problem: picklist(slugs),
  detail: optional(Value),
  /** Seconds. */
  retryAfter: optional(Value),
  /** Fields that are wrong, `{pointer, code}`. */
  errors: optional(Value),
  /** Times that are free instead, as the contract's slots. */
  alternatives: optional(Value),
});

/** One request to the other system. */
export const Request = strictObject({
  method: optional(picklist(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])),
  /** Added to the map's base; expressions stand in braces, `/dossiers/{code}`. A whole address goes elsewhere. */
  path: string(),
  query: optional(Values),
  headers: optional(Values),
  /** The body as a form posts it. */
  form: optional(Values),
  /** The body as JSON. */
  json: optional(Value),
  /** The body as text, expressions in braces: XML, for instance. */
  text: optional(strictObject({ type: string(), body: string() })),
  /** What comes back; `text` is given to the expressions as it is. */
  answer: optional(picklist(['json', 'text', 'csv', 'xml', 'none'])),
  /** How what comes back is written, where that is not UTF-8: `windows-1258`. */
  charset: optional(string()),
});

/** More than one request, as long as there is more. */
export const Pages = strictObject({
  /** True when there is a next page; `$` is the body of this one, `$page` its number from 0. */
  while: Expression,
  /** No more than this many. */
  most: pipe(number(), integer(), minValue(2), maxValue(100)),
});

const stepParts = {
  /** It changes nothing, although it is no GET: it may fail without anybody wondering what was done. */
  reads: optional(boolean()),
  /** Done only when this is true. */
  when: optional(Expression),
  /** Done once for each of these, which is `$item`; the results are a list. */
  each: optional(Expression),
  pages: optional(Pages),
  request: Request,
  errorWhen: optional(array(Rule)),
  /** What later steps and the answer see of the body; the whole body when nothing is said. */
  keep: optional(Value),
};

/** One of several requests that make an operation. */
export const Step = strictObject({
  /** Later steps see what this one kept as `$steps.name`. */
  name: pipe(string(), regex(/^[a-zA-Z]\w*$/)),
  ...stepParts,
  /** Asked when a later step fails, so that nothing is half done. */
  undo: optional(Request),
  /** When this one fails, the others count all the same; `$failed` then has its name. */
  mayFail: optional(boolean()),
});

/** How one operation of the contract is asked of another system. */
export const OperationMap = strictObject({
  /** For those who read the map. */
  about: optional(string()),
  /** Refusals before anything is asked; `$` is the input. */
  refuseWhen: optional(array(Rule)),
  ...partial(strictObject(stepParts)).entries,
  steps: optional(array(Step)),
  /** The answer of the contract; `$` is what the last step kept. */
  answer: Value,
  /** Seconds for which a gateway may give the same answer again. */
  cache: optional(pipe(number(), minValue(1), maxValue(86_400))),
  /** The other system does the same thing once when it is sent twice with one `$key`: a lost answer may be asked for again. */
  repeatable: optional(boolean()),
});

/** What the other system once answered, kept so that a map can be tried without it. */
export const Recorded = strictObject({
  /** 200 when nothing is said. */
  status: optional(number()),
  headers: optional(record(string(), string())),
  /** Text as it came, or JSON. */
  body: Value,
});

/** An input to try an operation with. */
export const Example = strictObject({
  input: Values,
  /** Answers in the order of the requests; without them the other system is asked. */
  recorded: optional(array(Recorded)),
});

const byOperation = <T>(value: T): Record<string, T> => Object.fromEntries(operations.map(({ name }) => [name, value]));

/** A map: how another system is asked what the contract asks. One JSON file, the same for a page and for the gateway. */
export const MapFile = strictObject({
  $schema: optional(string()),
  /** The version of this language. */
  motcua: literal('1'),
  name: string(),
  about: optional(string()),
  /** A map of ours that this one changes: what stands here goes over it, `null` takes away (RFC 7396). */
  preset: optional(string()),
  /** Where the other system is. */
  base: optional(string()),
  /** Agencies that it answers for; without it, all. */
  agencies: optional(array(string())),
  /** Offset of dates that name none. */
  zone: optional(pipe(string(), regex(/^[+-]\d\d:\d\d$/))),
  /** Sent with each request. */
  headers: optional(Values),
  /**
   * How the system writes its dossier codes: `9` for a digit, `A` for a letter, `X` for either; all else stands for itself. A code
   * with as many letters and digits gets these signs back, whatever stood between its parts; any other goes out as typed.
   */
  codePattern: optional(pipe(string(), maxLength(64))),
  /** Seconds that the other system has for each answer. */
  timeout: optional(pipe(number(), minValue(1), maxValue(60))),
  /** How much a gateway may ask of the other system. */
  limit: optional(strictObject({ atOnce: optional(number()), perMinute: optional(number()) })),
  /** Constants that expressions see as `$vars`. */
  vars: optional(Values),
  /** Words of the other system and what they mean, for `$table`. */
  tables: optional(record(string(), Values)),
  /** Functions and values of the map's own, by name, for `$name`; later ones see earlier ones. */
  define: optional(record(string(), Expression)),
  /** Refusals that any operation can meet; asked after its own. */
  errorWhen: optional(array(Rule)),
  operations: partial(strictObject(byOperation(OperationMap))),
  examples: optional(partial(strictObject(byOperation(Example)))),
});
export type MapFile = InferOutput<typeof MapFile>;
export type Rule = InferOutput<typeof Rule>;
export type RequestMap = InferOutput<typeof Request>;
export type Pages = InferOutput<typeof Pages>;
export type Step = InferOutput<typeof Step>;
export type OperationMap = InferOutput<typeof OperationMap>;
export type Example = InferOutput<typeof Example>;
export type Recorded = InferOutput<typeof Recorded>;

/** A map with its preset under it (JSON merge patch, RFC 7396). */
export function merged(under: unknown, over: unknown): unknown {
  if (!isObject(over)) return over;
  const base: Record<string, unknown> = isObject(under) ? { ...under } : {};
  for (const [key, value] of Object.entries(over)) {
    if (value === null) delete base[key];
    else base[key] = merged(base[key], value);
  }
  return base;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
