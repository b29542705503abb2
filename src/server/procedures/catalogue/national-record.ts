import {
  array,
  boolean,
  check,
  finite,
  type InferOutput,
  maxLength,
  maxValue,
  minLength,
  minValue,
  nullable,
  number,
  object,
  optional,
  pipe,
  regex,
  string,
  union,
} from 'valibot';

/** A database takes neither NUL nor halves of a character, which JSON can escape. */
const text = (max = 2000) =>
  pipe(
    string(),
    maxLength(max),
    check(words => words.isWellFormed() && !words.includes('\0')),
  );
const count = pipe(number(), finite(), minValue(0), maxValue(1_000_000_000_000));
const list = <T extends Parameters<typeof array>[0]>(item: T, max = 500) => pipe(array(item), maxLength(max));

/** With a suffix where it belongs to a province or is a case: `2.000815.000.00.00.H55`. */
const Code = pipe(string(), regex(/^\d\.\d{6}(?:\.[0-9A-Z.]{1,40})?$/));

/** A number of days or hours; where a law says it in a sentence, the sentence. */
const Duration = object({ qty: nullable(union([count, text(10_000)])), unit: text(50) });

const Fee = object({ type: text(50), value_vnd: nullable(count), text: text(20_000) });

const Channel = object({
  /** `DIRECT`, `ONLINE`, `POSTAL`. */
  method: text(50),
  fees: list(Fee, 200),
  processing: nullable(Duration),
  note: optional(text(20_000)),
});

const Paper = object({
  code: optional(text(100)),
  name: text(20_000),
  original_qty: count,
  copy_qty: count,
  /** Names of form files. */
  attachments: optional(list(text(500))),
  has_electronic_form: optional(boolean()),
  is_processing_result: optional(boolean()),
});

/**
 * A procedure as the national public-service portal publishes it: its catalogue as JSON. Keys that are not here are
 * not kept.
 */
export const NationalRecord = object({
  code: Code,
  name: pipe(text(), minLength(1)),
  category: optional(nullable(object({ code: text(100), name: text() }))),
  promulgating_agency: optional(nullable(text())),
  executing_agency: optional(nullable(text())),
  subject_types: optional(list(text())),
  results: optional(list(text())),
  requirements: optional(text(100_000)),
  channels: optional(list(Channel, 100)),
  processing_cases: optional(list(object({ case_code: text(100), ...Duration.entries }))),
  legal_basis: optional(list(object({ code: text(200), name: text(5000) }))),
  steps_raw: optional(list(object({ name: text(5000), text: text(100_000) }))),
  checklist_raw: optional(list(object({ group: text(5000), items: list(Paper) }))),
  /** `ACTIVE`, `UPDATED`, … */
  state: optional(text(50)),
  source: optional(object({ updated_at: text(50) })),
  /** Code of the procedure that has taken its place. */
  replaced_by: optional(nullable(Code)),
});
export type NationalRecord = InferOutput<typeof NationalRecord>;
