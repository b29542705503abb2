import type { Json } from './columns.ts';

export interface ProcedureTable {
  code: string;
  name: string;
  short_name: string;
  field: string;
  folded: string;
  facts: Json<Record<string, unknown>>;
}
