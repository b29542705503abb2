import {
  array,
  boolean,
  integer,
  maxValue,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  record,
  regex,
  strictObject,
  string,
  unknown,
  type InferOutput,
} from 'valibot';
import { problems, type Slug } from '../contract/index.ts';

/** Text that begins with `=` is an expression, other text is literal; lists and objects are evaluated recursively. */
export const Value = unknown();
/** Values by name. */
export const Values = record(string(), Value);
/** Always an expression. */
export const Expression = pipe(string(), regex(/^=/));

const slugs = Object.keys(problems) as [Slug, ...Slug[]];

/** How long an answer is kept. */
export const Seconds = pipe(number(), minValue(1), maxValue(86_400));

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
  /** Of `proof-needed`: the challenge that the page solves, as of `challenge.read`. Its solution is `$proof`. */
  challenge: optional(Value),
  /** The login that a step keeps (`keepFor`) is over: it is asked for anew, once. So is 401 without a rule. */
  renew: optional(boolean()),
});

/** A request to the upstream system. */
export const Request = strictObject({
  method: optional(picklist(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])),
  /**
   * Appended to the map's base; expressions in braces, `/dossiers/{code}`. An absolute URL replaces it. One expression,
   * `=$steps.list.next`, is an address that an answer has named: within `base` and `hosts`.
   */
  path: string(),
  query: optional(Values),
  /** `Cookie` may be an object of names and values. */
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

/** What an operation has itself, or each of its steps. */
export const stepParts = {
  /** Changes nothing, although it is no GET: a failure is not `unknown`. */
  reads: optional(boolean()),
  /** Sent only when true. */
  when: optional(Expression),
  /** Sent once per item, which is `$item`; the results are a list. */
  each: optional(Expression),
  pages: optional(Pages),
  request: Request,
  /** Seconds for which the server uses the answer again for an equal request; only of a step that reads. */
  cache: optional(Seconds),
  errorWhen: optional(array(Rule)),
  /** What later steps and the answer see of the body; all of it by default. */
  keep: optional(Value),
};

/** A condition under which an answer is refused. */
export type Rule = InferOutput<typeof Rule>;
/** The request of a step. */
export type RequestMap = InferOutput<typeof Request>;
/** How further pages of a list are fetched. */
export type Pages = InferOutput<typeof Pages>;
