import type { Json, Words } from './columns.ts';

export interface ProcedureTable {
  code: string;
  name: string;
  short_name: string;
  field: string;
  folded: string;
  words: Json<Words | null>;
  facts: Json<Record<string, unknown>>;
}
