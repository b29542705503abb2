import type { Secrets } from '../platform/secrets.ts';
import type { TxContext } from '../platform/tx-context.ts';

/** Context of a booking transaction. */
export interface BookingContext extends TxContext {
  secrets: Secrets;
  /** The client's network and proof of work; undefined for an officer. */
  client?: { network: string; proof: string | undefined };
}
