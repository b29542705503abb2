import { sql } from 'kysely';
import { dayOf } from '../../../domain/calendar.ts';
import { effectiveSettings } from '../../agencies/index.ts';
import type { Tx } from '../../platform/database.ts';
import type { AgencyRow } from '../../platform/schema.ts';

/**
 * The next code of a dossier: identifier, day and number, as `H29.132-261123-0042` (Circular 03/2025/TT-VPCP). The
 * row of its start is locked, so that no two officers get the same one; numbers that another system has given are
 * passed over.
 */
export async function nextCode(tx: Tx, chain: readonly AgencyRow[], now: Date): Promise<string> {
  // That of an agency above is its own.
  const own = effectiveSettings(chain.slice(0, 1)).reception?.identifier;
  const start = `${own ?? chain[0]!.id.toUpperCase()}-${dayOf(now).slice(2).replaceAll('-', '')}-`;
  const { rows } = await sql<{ last: number }>`
    insert into dossier_number (start, last) values (${start}, 1)
    on conflict (start) do update set last = dossier_number.last + 1 returning last`.execute(tx);
  const next = start + String(rows[0]!.last).padStart(4, '0');
  const taken = await tx.selectFrom('dossier').select('id').where('code', '=', next).executeTakeFirst();
  if (!taken) return next;
  const { rows: highest } = await sql<{ last: number }>`
    update dossier_number set last = 1 + (
      select max(substring(code from ${start.length + 1})::integer) from dossier
      where code like ${`${start}%`} and substring(code from ${start.length + 1}) ~ '^[0-9]{1,8}$'
    ) where start = ${start} returning last`.execute(tx);
  return start + String(highest[0]!.last).padStart(4, '0');
}
