import { Words } from './localized-text.ts';
import type { Operation } from './operation.ts';
import {
  array,
  boolean,
  Day,
  Id,
  type InferOutput,
  nullable,
  number,
  object,
  optional,
  picklist,
  string,
} from './schema.ts';

/** A paper that the citizen submits or shows. */
export const Component = object({
  name: string(),
  originals: number(),
  copies: number(),
  /** When it is required, if not always. */
  condition: optional(string()),
  /** Translations of `name` and `condition`. Since 1.9. */
  words: optional(nullable(Words)),
});
export type Component = InferOutput<typeof Component>;

/** How long a procedure may take by law; `sameDay`: by the end of the day of receipt. */
export const Term = object({ value: number(), unit: picklist(['workday', 'day', 'hour', 'sameDay']) });

/** What a procedure costs. */
export const Fee = object({
  /** `phi` is the fee for a service, `lePhi` a state charge (Law on Fees and Charges). */
  kind: picklist(['phi', 'lePhi']),
  /** In đồng; null where the province decides and the backend does not know. */
  amount: nullable(number()),
  unit: optional(string()),
  note: optional(string()),
  /** False where the province may decide another amount; widgets say so. Since 1.9. */
  confirmed: optional(boolean()),
  /** Translations of `unit` and `note`. Since 1.9. */
  words: optional(nullable(Words)),
});
export type Fee = InferOutput<typeof Fee>;

/** A procedure in a list. */
export const ProcedureSummary = object({
  /** National code, for instance `2.000815`. */
  code: Id,
  name: string(),
  shortName: string(),
  field: string(),
  /** Translations of `name`, `shortName` and `field`. Since 1.9. */
  words: optional(nullable(Words)),
});

export type ProcedureSummary = InferOutput<typeof ProcedureSummary>;

/** An administrative procedure: papers, processing time, fees. */
export const Procedure = object({
  ...ProcedureSummary.entries,
  synonyms: array(string()),
  components: array(Component),
  term: nullable(Term),
  fees: array(Fee),
  /** Whether somebody must come in person, and who. */
  presence: nullable(string()),
  onlineMode: picklist(['full', 'partial', 'none']),
  validFrom: nullable(Day),
  replacedBy: nullable(Id),
  /** Whether these facts are confirmed; widgets say so when they are not. */
  confirmed: boolean(),
  /** Whether messages must not name it, for instance adoption or disability: phones are shared in families. Since 1.9. */
  sensitive: optional(boolean()),
});
export type Procedure = InferOutput<typeof Procedure>;

/** Searches procedures by name, synonym or code, with or without diacritics. */
export const procedureList = {
  name: 'procedure.list',
  method: 'GET',
  path: '/procedures',
  output: object({ procedures: array(ProcedureSummary) }),
} as const satisfies Operation;

/** Reads one procedure. */
export const procedureRead = {
  name: 'procedure.read',
  method: 'GET',
  path: '/procedures/{code}',
  output: Procedure,
} as const satisfies Operation;
