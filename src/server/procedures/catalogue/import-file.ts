import type { Database } from '../../platform/database.ts';
import {
  type ImportBatch,
  importRecords,
  type ImportReport,
  type RecordFile,
} from '../../platform/record-file/index.ts';
import { withAudit, recordAudit } from '../../platform/audit.ts';
import { importProcedures } from './import-procedures.ts';
import { catalogueTable } from './table-record.ts';

/** Records of one transaction: one that fails costs little, and memory stays small. */
const batchSize = 50;

/**
 * Imports a catalogue from a file as it is read: JSON lines or a JSON list as the national portal publishes it, or a
 * table. What is wrong is told with its line, the rest is imported; the same file a second time changes nothing.
 */
export const importCatalogue = (file: RecordFile, importBatch: ImportBatch): Promise<ImportReport> =>
  importRecords(file, catalogueTable, { batchSize, importBatch });

/** Imports a batch here, and logs what it has changed. */
export const importHere =
  ({ db }: Pick<Database, 'db'>, officer: string, now: () => Date): ImportBatch =>
  records =>
    withAudit(db, async tx => {
      const counts = await importProcedures(tx, records, now());
      const { added, changed } = counts;
      const detail = { added: String(added), changed: String(changed) };
      if (added || changed)
        await recordAudit(tx, { officer, action: 'catalogue.import', subject: 'catalogue', detail, now: now() });
      return counts;
    });
