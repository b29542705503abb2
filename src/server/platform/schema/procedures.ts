import type { ColumnType } from 'kysely';
import type { Json, Words } from './columns.ts';

export interface ProcedureTable {
  code: string;
  name: string;
  short_name: string;
  field: string;
  folded: string;
  words: Json<Words | null>;
  facts: Json<Record<string, unknown>>;
  /** As the national portal published it at the last import. */
  published: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>;
  imported_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

/** Words and pairs of words that a procedure is found by; written by a trigger. */
export interface ProcedureWordTable {
  word: string;
  procedure: string;
  /** More in a short name than in a long one. */
  weight: number;
}
