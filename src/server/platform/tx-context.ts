import type { Tx } from './database.ts';
import type { Jobs } from './jobs.ts';
import type { Officer } from './officers.ts';

/** Context of a change: its transaction, and the jobs that run when it commits. */
export interface TxContext {
  tx: Tx;
  jobs: Jobs | undefined;
  now: Date;
}

/** Context of an officer's change. */
export interface OfficerContext extends TxContext {
  officer: Officer;
}

/** The same for changes that send no message. */
export type OfficerTx = Omit<OfficerContext, 'jobs'>;
