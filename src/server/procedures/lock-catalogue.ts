import { sql } from 'kysely';
import type { Tx } from '../platform/database.ts';

/**
 * Waits for others who write procedures, until the end of the transaction. Taken before any of their rows is locked:
 * the trigger that indexes them takes it too, and would wait with a row that another one needs.
 */
export const lockCatalogue = (tx: Tx): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtext('motcua.search'))`.execute(tx);
