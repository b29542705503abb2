import type { Secrets } from '../platform/secrets.ts';
import type { TxContext } from '../platform/tx-context.ts';

/** What work on appointments goes on with. */
export interface BookingContext extends TxContext {
  secrets: Secrets;
  /** The client's network and its proof of work; nobody's for an officer at the desk. */
  client?: { network: string; proof: string | undefined };
}
