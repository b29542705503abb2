import type { Tx } from './database.ts';

/** Work that is done later, kept in the same database as everything else. */
export interface Jobs {
  /** Has a message delivered once the transaction that stored it commits. */
  deliver(tx: Tx, message: string, due?: Date | null): Promise<void>;
  stop(): Promise<void>;
}
