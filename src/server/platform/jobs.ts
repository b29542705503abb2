import type { Tx } from './database.ts';

/** When a message is delivered. */
export interface DeliverOptions {
  /** Not before; at once by default. */
  due?: Date | null;
  /** Somebody waits for it: before others. */
  isAwaited?: boolean;
}

/** Background jobs, stored in the same database. */
export interface Jobs {
  /**
   * Queues the delivery of a message; it runs after the transaction commits.
   * @param message identifier of the outbox row
   */
  deliver(tx: Tx, message: string, options?: DeliverOptions): Promise<void>;
  stop(): Promise<void>;
}
