import { usualPauses } from '../../domain/dossier-transitions.ts';
import { type Term, usualTerm } from '../../domain/term.ts';
import { effectiveSettings, workingCalendar } from '../agencies/index.ts';
import type { Db } from '../platform/database.ts';
import type { AgencyRow } from '../platform/schema.ts';
import type { Clock } from './state-after.ts';

/**
 * How an agency counts the time of its dossiers.
 * @param chain the agency and those above it
 * @param term processing time of a procedure; the agency's usual one where the catalogue has none
 */
export async function dossierClock(db: Db, chain: readonly AgencyRow[], term?: Term | null): Promise<Clock> {
  const { work } = effectiveSettings(chain);
  return {
    calendar: await workingCalendar(db, chain),
    term: term ?? work?.term ?? usualTerm,
    pauses: work?.pausing ?? usualPauses,
  };
}
