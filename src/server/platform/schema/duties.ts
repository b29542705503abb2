import type { Generated } from 'kysely';
import type { Json } from './columns.ts';

/** Somebody's turn to help at a place on a day. */
export interface DutyTable {
  id: Generated<string>;
  place: string;
  date: string;
  opens: string;
  closes: string;
  /** One of the agency's teams. */
  team: string;
  /** First names only. */
  helpers: Json<string[]>;
  tasks: Json<string[]>;
  languages: Json<string[]>;
  version: Generated<number>;
}
