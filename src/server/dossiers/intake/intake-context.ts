import type { Secrets } from '../../platform/secrets.ts';
import type { TxContext } from '../../platform/tx-context.ts';
import type { DossierRecord } from './dossier-record.ts';

/** Who sends dossiers, and for whom. */
export interface IntakeSource {
  /** `file`, or a source that pushes. */
  id: string;
  /** The officer of an import, the command, or `ingest:` and the source, for the log. */
  by: string;
  /** Its name, for the log. */
  name: string;
  /** The agency of records that name none. */
  agency: string;
  /** Agencies of which it may have dossiers. */
  scope: readonly string[];
}

export interface IntakeContext extends TxContext {
  secrets: Secrets;
  source: IntakeSource;
}

/** A record that was read, with its line. */
export interface Taken {
  line: number;
  record: DossierRecord;
}
