import {
  array,
  boolean,
  literal,
  maxLength,
  maxValue,
  minValue,
  number,
  optional,
  partial,
  pipe,
  record,
  regex,
  strictObject,
  string,
  type InferOutput,
} from 'valibot';
import { operations } from '../contract/index.ts';
import { Expression, Request, Rule, Seconds, stepParts, Value, Values } from './request-map.ts';
import { CallFeed, MessageService } from './service-map.ts';

/** One of several requests of an operation. */
export const Step = strictObject({
  /** Later steps see its result as `$steps.name`. */
  name: pipe(string(), regex(/^[a-zA-Z]\w*$/)),
  ...stepParts,
  /** A login: seconds for which what it keeps is used again, for an equal request of this map. */
  keepFor: optional(Seconds),
  /** Sent together with the step before, of which it needs nothing. Both only read. */
  beside: optional(boolean()),
  /** Sent when a later step fails, to roll back. */
  undo: optional(Request),
  /** Its failure does not fail the operation; `$failed` then contains its name. */
  mayFail: optional(boolean()),
});

/** How an operation of the contract is answered by the upstream system. */
export const OperationMap = strictObject({
  /** Comment for readers of the map. */
  about: optional(string()),
  /** Refusals before any request; `$` is the input. */
  refuseWhen: optional(array(Rule)),
  ...partial(strictObject(stepParts)).entries,
  steps: optional(array(Step)),
  /** The answer of the contract; `$` is the result of the last step. */
  answer: Value,
  /** Seconds for which the server may cache the answer. */
  cache: optional(Seconds),
  /** The upstream system is idempotent by `$key`: a write may be repeated when its answer was lost. */
  repeatable: optional(boolean()),
});

/** A recorded answer, to try the map without the system. */
export const Recorded = strictObject({
  /** 200 by default. */
  status: optional(number()),
  headers: optional(record(string(), string())),
  /** Text, or JSON. */
  body: Value,
});

/** An example input of an operation. */
export const Example = strictObject({
  input: Values,
  /** Recorded answers in the order of the requests; without them the system is called. */
  recorded: optional(array(Recorded)),
});

const byOperation = <T>(value: T): Record<string, T> => Object.fromEntries(operations.map(({ name }) => [name, value]));

/**
 * A map: how operations of the contract are answered by an upstream system. One JSON file, for pages and the server
 * alike.
 */
export const MapFile = strictObject({
  $schema: optional(string()),
  /** Version of the map language. */
  motcua: literal('1'),
  name: string(),
  about: optional(string()),
  /** A preset that this map overrides by JSON merge patch (RFC 7396); `null` removes. */
  preset: optional(string()),
  /** Base URL of the upstream system. */
  base: optional(string()),
  /** Other origins that addresses from answers may lead to, `https://media.xa.example`. */
  hosts: optional(array(pipe(string(), regex(/^https?:\/\/[^/\s]+$/)))),
  /** Agencies that it answers for; all by default. */
  agencies: optional(array(string())),
  /** Offset of dates without one. */
  zone: optional(pipe(string(), regex(/^[+-]\d\d:\d\d$/))),
  /** Time of due dates without one: the end of office hours, `17:00`. */
  closing: optional(pipe(string(), regex(/^[0-2]\d:[0-5]\d$/))),
  /** Sent with each request. */
  headers: optional(Values),
  /**
   * Format of the system's dossier codes: `9` for a digit, `A` for a letter, `X` for either, other characters
   * literal. Codes with as many letters and digits are formatted so; others are sent as typed.
   */
  codePattern: optional(pipe(string(), maxLength(64))),
  /** Timeout of each request in seconds. */
  timeout: optional(pipe(number(), minValue(1), maxValue(60))),
  /** Limits of the server's requests. */
  limit: optional(strictObject({ atOnce: optional(number()), perMinute: optional(number()) })),
  /** Constants, `$vars` in expressions. */
  vars: optional(Values),
  /** Translation tables for `$table`. */
  tables: optional(record(string(), Values)),
  /** Functions and values by name, `$name`; later ones see earlier ones. */
  define: optional(record(string(), Expression)),
  /** Refusals of all operations, checked after their own. */
  errorWhen: optional(array(Rule)),
  calls: optional(CallFeed),
  messages: optional(MessageService),
  operations: partial(strictObject(byOperation(OperationMap))),
  examples: optional(partial(strictObject(byOperation(Example)))),
});
/** A map, as its JSON file has it. */
export type MapFile = InferOutput<typeof MapFile>;
/** One request of an operation, and what it yields. */
export type Step = InferOutput<typeof Step>;
/** How an operation is answered. */
export type OperationMap = InferOutput<typeof OperationMap>;
/** An example call, for `motcua doctor`. */
export type Example = InferOutput<typeof Example>;
/** A recorded answer of the upstream system. */
export type Recorded = InferOutput<typeof Recorded>;

/** Applies a map over its preset (JSON merge patch, RFC 7396). */
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
