import type { Tx } from './database.ts';

/** Background jobs, stored in the same database. */
export interface Jobs {
  /**
   * Queues the delivery of a message; it runs after the transaction commits.
   * @param message identifier of the outbox row
   * @param due not before; at once by default
   */
  deliver(tx: Tx, message: string, due?: Date | null): Promise<void>;
  stop(): Promise<void>;
}
