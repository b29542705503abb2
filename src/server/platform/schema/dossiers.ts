import type { ColumnType, Generated } from 'kysely';
import type { Instant, Json } from './columns.ts';
import type { OutboxTable } from './messages.ts';

export interface DossierTable {
  id: Generated<string>;
  code: string;
  /** The normalized code: letters and digits, upper case, O as 0; set by a trigger. */
  code_key: Generated<string>;
  agency: string;
  procedure: string | null;
  procedure_name: string;
  status: string;
  label: string | null;
  applicant_name: string | null;
  applicant_phone: string | null;
  phone_key: Buffer | null;
  id_key: Buffer | null;
  secret_key: Buffer | null;
  notify: boolean;
  received_at: Instant | null;
  due_at: Instant | null;
  finished_at: Instant | null;
  paused_at: Instant | null;
  extension: Json<Record<string, string> | null>;
  task: Json<Record<string, unknown> | null>;
  reason: string | null;
  place: string | null;
  delivery: Json<Record<string, string> | null>;
  version: Generated<number>;
  updated_at: Instant;
  /** The officer who works on it. */
  assignee: Generated<string | null>;
  /** Where its changes come from: a source of pushed dossiers, or `file`; null for what officers receive. */
  source: Generated<string | null>;
  /** What was handed in at the desk; null for what other systems received. */
  receipt: ColumnType<Receipt | null, string | null | undefined, string | null>;
  /** The appointment that it was received at. */
  appointment: Generated<string | null>;
  /** Applicant and procedure without diacritics, in lower case; set by a trigger. */
  folded: Generated<string>;
}

/** A note of an officer, which the citizen does not see. */
export interface NoteTable {
  id: Generated<number>;
  dossier: string;
  at: Instant;
  officer: string;
  text: string;
}

/** What a dossier was before its last move. */
export interface UndoTable {
  dossier: string;
  officer: string;
  /** Version after the move. */
  version: number;
  /** The step of the move. */
  step: number;
  before: Json<Record<string, unknown>>;
  /** Messages that the move replaced. */
  replaced: Json<{ id: string; state: OutboxTable['state'] }[]>;
  ends_at: Instant;
}

export interface StepTable {
  id: Generated<number>;
  dossier: string;
  at: Instant;
  status: string;
  label: string | null;
  by: string | null;
  note: string | null;
}

/** A system that pushes dossiers. */
export interface IngestSourceTable {
  id: string;
  /** Its dossiers are of this agency and those below. */
  agency: string;
  name: string;
  created_at: Instant;
  used_at: Instant | null;
}

/** A key of a source; its secret is derived from the server's key and not stored. */
export interface IngestKeyTable {
  id: string;
  source: string;
  created_at: Instant;
  /** Null for a key without end. */
  expires_at: Instant | null;
}

/** What was handed in at the desk, and what the receipt tells besides. */
export interface Receipt {
  papers: { name: string; originals: number; copies: number }[];
  /** Papers of the procedure that were not handed in. */
  missing: string[];
  /** What is asked for, in the applicant's words. */
  content: string | null;
  address: string | null;
  /** Processing time by the catalogue, in days or hours. */
  term: { value: number; unit: 'workday' | 'day' | 'hour' | 'sameDay' } | null;
  /** Name of the officer who received it. */
  officer: string;
}
