import type { DossierRow } from '../../platform/schema.ts';
import { moveMatter, movedFields } from '../transitions.ts';
import { tellHolder } from '../tell-holder.ts';
import { type DossierRecord, timeOf, transitionOf } from './dossier-record.ts';
import type { IntakeLookups } from './intake-lookups.ts';
import type { IntakeContext } from './intake-context.ts';

/** Who imports the dossiers of a year tells nobody of last year's. */
const recentHours = 24;

/** Tells the holder of a state that a dossier has just come into. */
export async function tellIfRecent(
  { tx, jobs, now }: IntakeContext,
  lookups: IntakeLookups,
  row: DossierRow,
  record: DossierRecord,
): Promise<void> {
  const age = now.getTime() - timeOf(record, now).getTime();
  if (age > recentHours * 3_600_000) return;
  await tellHolder({ tx, jobs, now }, row, lookups.agency(row.agency).chain, {
    event: record.status,
    fields: movedFields(row.due_at, transitionOf(record)),
    matter: moveMatter(row.id),
  });
}
