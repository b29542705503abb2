import type { Tx } from './database.ts';
import type { Jobs } from './jobs.ts';
import type { Officer } from './officers.ts';

/** Context of a change in the database and of the messages that go out when it commits. */
export interface TxContext {
  tx: Tx;
  jobs: Jobs | undefined;
  now: Date;
}

/** Context of a change that an officer makes. */
export interface OfficerContext extends TxContext {
  officer: Officer;
}

/** The same without jobs, for changes that send no message. */
export type OfficerTx = Omit<OfficerContext, 'jobs'>;
