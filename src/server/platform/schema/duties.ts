import type { Generated } from 'kysely';
import type { Instant, Json } from './columns.ts';

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

/** A change of duties that can be undone. */
export interface DutyChangeTable {
  id: Generated<string>;
  officer: string;
  at: Instant;
  /** Rows of `duty` before and after the change. */
  before: Json<DutySnapshot[]>;
  after: Json<DutySnapshot[]>;
}

/** A row of `duty`. */
export interface DutySnapshot {
  id: string;
  place: string;
  date: string;
  opens: string;
  closes: string;
  team: string;
  helpers: string[];
  tasks: string[];
  languages: string[];
  version: number;
}
