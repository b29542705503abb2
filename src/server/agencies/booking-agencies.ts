import { sql } from 'kysely';
import { dayOf } from '../../domain/calendar.ts';
import type { Db } from '../platform/database.ts';

/** The agencies, among one and all below it, that offer booking: with a counter for any service, or for one. */
export async function agenciesTakingBookings(db: Db, agency: string, now: Date, service?: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below(id) as (
      select id from agency where id = ${agency}
      union all select a.id from agency a join below on a.parent = below.id
    ) select below.id from below join agency using (id)
    where settings->'booking' is distinct from 'null'::jsonb and coalesce(valid_to >= ${dayOf(now)}::date, true) and exists (
      select 1 from place p join counter c on c.place = p.id
      join counter_service o on o.counter = c.id join service s on s.id = o.service
      where p.agency = below.id and s.active
        and (${service ?? null}::text is null or ${service ?? null}::text in (s.id, s.procedure))
    )`.execute(db);
  return rows.map(({ id }) => id);
}
