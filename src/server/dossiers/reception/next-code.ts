import { sql } from 'kysely';
import { dayOf } from '../../../domain/calendar.ts';
import { effectiveSettings } from '../../agencies/index.ts';
import type { Tx } from '../../platform/database.ts';
import type { AgencyRow } from '../../platform/schema.ts';

/** Codes of one day that others may have given already, from another system, are passed over. */
const maxTaken = 1000;

/**
 * The next code of a dossier: identifier, day and number, as `H29.132-261123-0042` (Circular 03/2025/TT-VPCP). The
 * row of the day is locked, so that no two officers get the same one.
 */
export async function nextCode(tx: Tx, chain: readonly AgencyRow[], now: Date): Promise<string> {
  const agency = chain[0]!.id;
  // That of an agency above is its own.
  const own = effectiveSettings(chain.slice(0, 1)).reception?.identifier;
  const day = dayOf(now);
  const start = `${own ?? agency.toUpperCase()}-${day.slice(2).replaceAll('-', '')}-`;
  for (let tries = 0; tries < maxTaken; tries++) {
    const { rows } = await sql<{ last: number }>`
      insert into dossier_number (agency, day, last) values (${agency}, ${day}, 1)
      on conflict (agency, day) do update set last = dossier_number.last + 1 returning last`.execute(tx);
    const code = start + String(rows[0]!.last).padStart(4, '0');
    const taken = await tx.selectFrom('dossier').select('id').where('code', '=', code).executeTakeFirst();
    if (!taken) return code;
  }
  throw new Error(`no free code after ${start}`);
}
