import {
  array,
  boolean,
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
import { safeText } from '../../platform/record-file/index.ts';

const count = pipe(number(), finite(), minValue(0), maxValue(1_000_000_000_000));
const list = <T extends Parameters<typeof array>[0]>(item: T, max = 500) => pipe(array(item), maxLength(max));

/** With a suffix where it belongs to a province or is a case: `2.000815.000.00.00.H55`. */
const Code = pipe(string(), regex(/^\d\.\d{6}(?:\.[0-9A-Z.]{1,40})?$/));

/** A number of days or hours; where a law says it in a sentence, the sentence. */
const Duration = object({ qty: nullable(union([count, safeText(10_000)])), unit: safeText(50) });

const Fee = object({ type: safeText(50), value_vnd: nullable(count), text: safeText(20_000) });

const Channel = object({
  /** `DIRECT`, `ONLINE`, `POSTAL`. */
  method: safeText(50),
  fees: list(Fee, 200),
  processing: nullable(Duration),
  note: optional(safeText(20_000)),
});

const Paper = object({
  code: optional(safeText(100)),
  name: safeText(20_000),
  original_qty: count,
  copy_qty: count,
  /** Names of form files. */
  attachments: optional(list(safeText(500))),
  has_electronic_form: optional(boolean()),
  is_processing_result: optional(boolean()),
});

/**
 * A procedure as the national public-service portal publishes it: its catalogue as JSON. Keys that are not here are
 * not kept.
 */
export const NationalRecord = object({
  code: Code,
  name: pipe(safeText(), minLength(1)),
  category: optional(nullable(object({ code: safeText(100), name: safeText() }))),
  promulgating_agency: optional(nullable(safeText())),
  executing_agency: optional(nullable(safeText())),
  subject_types: optional(list(safeText())),
  results: optional(list(safeText())),
  requirements: optional(safeText(100_000)),
  channels: optional(list(Channel, 100)),
  processing_cases: optional(list(object({ case_code: safeText(100), ...Duration.entries }))),
  legal_basis: optional(list(object({ code: safeText(200), name: safeText(5000) }))),
  steps_raw: optional(list(object({ name: safeText(5000), text: safeText(100_000) }))),
  checklist_raw: optional(list(object({ group: safeText(5000), items: list(Paper) }))),
  /** `ACTIVE`, `UPDATED`, … */
  state: optional(safeText(50)),
  source: optional(object({ updated_at: safeText(50) })),
  /** Code of the procedure that has taken its place. */
  replaced_by: optional(nullable(Code)),
});
export type NationalRecord = InferOutput<typeof NationalRecord>;
