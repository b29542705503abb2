import type { Generated } from 'kysely';
import type { Json } from './columns.ts';

/** A duty of one team at a place on one day. */
export interface DutyTable {
  id: Generated<string>;
  place: string;
  date: string;
  opens: string;
  closes: string;
  /** Identifier of one of the agency's teams. */
  team: string;
  /** First names only. */
  helpers: Json<string[]>;
  tasks: Json<string[]>;
  languages: Json<string[]>;
  version: Generated<number>;
}
