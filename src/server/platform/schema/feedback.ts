import type { ColumnType, Generated } from 'kysely';
import type { Instant, Json } from './columns.ts';

export interface RatingTable {
  id: Generated<string>;
  agency: string;
  dossier: string | null;
  scores: Json<{ criterion: string; value: number }[]>;
  reasons: Json<string[]>;
  comment: string | null;
  received_at: Instant;
}

export interface OpinionTable {
  id: Generated<string>;
  code: string;
  agency: string;
  text: string;
  contact_name: string | null;
  contact_phone: string | null;
  consents: Json<Consent[]>;
  status: string;
  answer: string | null;
  answered_by: string | null;
  answered_at: Instant | null;
  received_at: Instant;
  answer_by: Instant | null;
  version: Generated<number>;
  /** Identifier of the officer who answers. */
  assignee: ColumnType<string | null, string | null | undefined, string | null>;
  /** The agency that has forwarded it, when and why. */
  forwarded_from: ColumnType<string | null, string | null | undefined, string | null>;
  forwarded_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  forward_note: ColumnType<string | null, string | null | undefined, string | null>;
}

/** A consent, and when it was given. */
export interface Consent {
  purpose: string;
  version: string;
  at: string;
}
