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

/** Text that begins with `=` is an expression, other text is literal; lists and objects are evaluated recursively. */
const Value = unknown();
const Values = record(string(), Value);
/** Always an expression. */
const Expression = pipe(string(), regex(/^=/));

const slugs = Object.keys(problems) as [Slug, ...Slug[]];

/** When an answer is a refusal, whatever its HTTP status. */
export const Rule = strictObject({
  /** `$` is the body, `$http.status` the status. */
  when: Expression,
  /** A problem of the contract. */
  problem: picklist(slugs),
  detail: optional(Value),
  /** In seconds. */
  retryAfter: optional(Value),
  /** Invalid fields, `{pointer, code}`. */
  errors: optional(Value),
  /** Free times instead, as slots of the contract. */
  alternatives: optional(Value),
});

/** A request to the upstream system. */
export const Request = strictObject({
  method: optional(picklist(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])),
  /** Appended to the map's base; expressions in braces, `/dossiers/{code}`. An absolute URL replaces it. */
  path: string(),
  query: optional(Values),
  headers: optional(Values),
  /** A form body. */
  form: optional(Values),
  /** A JSON body. */
  json: optional(Value),
  /** A text body with expressions in braces, for instance XML. */
  text: optional(strictObject({ type: string(), body: string() })),
  /** Format of the answer; `text` is passed to expressions unparsed. */
  answer: optional(picklist(['json', 'text', 'csv', 'xml', 'none'])),
  /** Encoding of the answer, if not UTF-8: `windows-1258`. */
  charset: optional(string()),
});

/** Repeats the request for further pages. */
export const Pages = strictObject({
  /** True when there is a next page; `$` is the body of this one, `$page` its number from 0. */
  while: Expression,
  /** Maximum number of pages. */
  most: pipe(number(), integer(), minValue(2), maxValue(100)),
});

const stepParts = {
  /** Changes nothing, although it is no GET: a failure is not `unknown`. */
  reads: optional(boolean()),
  /** Sent only when true. */
  when: optional(Expression),
  /** Sent once per item, which is `$item`; the results are a list. */
  each: optional(Expression),
  pages: optional(Pages),
  request: Request,
  errorWhen: optional(array(Rule)),
  /** What later steps and the answer see of the body; all of it by default. */
  keep: optional(Value),
};

/** One of several requests of an operation. */
export const Step = strictObject({
  /** Later steps see its result as `$steps.name`. */
  name: pipe(string(), regex(/^[a-zA-Z]\w*$/)),
  ...stepParts,
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
  cache: optional(pipe(number(), minValue(1), maxValue(86_400))),
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

/** Ticket numbers that the upstream system calls, pushed over a WebSocket that the server opens. */
export const CallFeed = strictObject({
  about: optional(string()),
  /** Its address, `wss://…`; expressions in braces. */
  socket: string(),
  /** Messages sent once it is open, to subscribe; what is not text is sent as JSON. */
  send: optional(array(Value)),
  /** Which messages call a number; `$` is the message, as JSON where it is. */
  when: Expression,
  agency: Value,
  /** The place whose screens show the number. */
  place: Value,
  /** As on the ticket: `A012`. */
  number: Value,
  /** Name of the counter, or its number. */
  counter: Value,
});

/** What an answer of a message service means. */
const Outcome = strictObject({
  /** `$` is the body, `$http.status` the status. */
  when: Expression,
  /**
   * `rejected`: never sent, and repeating changes nothing; `later`: not sent, may be repeated; `unknown`: may have been
   * sent; `renew`: the token has expired.
   */
  outcome: picklist(['accepted', 'rejected', 'later', 'unknown', 'renew']),
  /** Shown to officers. */
  reason: optional(Value),
});

/** Short messages that are sent through the described system, and what it pushes back to the server. */
export const MessageService = strictObject({
  about: optional(string()),
  /** `sms` by default. */
  channel: optional(picklist(['sms', 'zalo'])),
  /** The system sends a repeated `$message.id` once. */
  repeatable: optional(boolean()),
  /** Messages a minute; 60 by default. */
  perMinute: optional(pipe(number(), integer(), minValue(1), maxValue(100_000))),
  /** A short-lived `$token`, renewed with a refresh token that each renewal may replace. */
  token: optional(
    strictObject({
      /** The first refresh token. */
      first: Value,
      /** `$refresh` is the refresh token. */
      request: Request,
      access: Expression,
      refresh: optional(Expression),
      /** How long the token is valid. */
      seconds: Value,
    }),
  ),
  /** Messages that the service cannot take, before any request. */
  refuseWhen: optional(array(strictObject({ when: Expression, reason: Value }))),
  /** `$message` has `id`, `phone` (E.164), `text`, `template` and `fields`. */
  request: Request,
  /** The first that holds; else the HTTP status decides. */
  outcomes: optional(array(Outcome)),
  /** A pushed receipt; `$` is its body. */
  receipt: optional(
    strictObject({
      when: Expression,
      message: Value,
      /** `sent`, `delivered` or `failed`. */
      state: Value,
    }),
  ),
  /** A pushed message of a citizen. */
  incoming: optional(strictObject({ when: Expression, id: Value, from: Value, text: Value })),
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
/** A condition under which an answer is refused. */
export type Rule = InferOutput<typeof Rule>;
/** The request of a step. */
export type RequestMap = InferOutput<typeof Request>;
/** How further pages of a list are fetched. */
export type Pages = InferOutput<typeof Pages>;
/** One request of an operation, and what it yields. */
export type Step = InferOutput<typeof Step>;
/** How messages are sent. */
export type MessageService = InferOutput<typeof MessageService>;
/** How pushed calls are read. */
export type CallFeed = InferOutput<typeof CallFeed>;
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
