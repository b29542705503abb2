import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';
import type { Known } from './check-office.ts';
import type { OfficeFile } from './office-file.ts';

/** What the system knows that a file can refer to. */
export async function knownOf(db: Db, file: OfficeFile): Promise<Known> {
  const codes = new Set(
    file.agencies.flatMap(({ services = [] }) => services.flatMap(({ procedure }) => procedure ?? [])),
  );
  const pairs = async (query: ReturnType<typeof sql<{ id: string; agency: string }>>) =>
    new Map((await query.execute(db)).rows.map(({ id, agency }) => [id, agency]));
  const agencies = await db.selectFrom('agency').select(['id', 'parent']).execute();
  const procedures = await db
    .selectFrom('procedure')
    .select('code')
    .where(sql<boolean>`code = any(${[...codes]}::text[])`)
    .execute();
  return {
    parents: new Map(agencies.map(({ id, parent }) => [id, parent])),
    procedures: new Set(procedures.map(({ code }) => code)),
    services: await pairs(sql`select id, agency from service`),
    activeServices: new Set(
      (await db.selectFrom('service').select('id').where('active', '=', true).execute()).map(({ id }) => id),
    ),
    places: await pairs(sql`select id, agency from place`),
    counters: await pairs(sql`select counter.id, place.agency from counter join place on place.id = counter.place`),
  };
}
