import type { MiddlewareHandler } from 'hono';
import { sql } from 'kysely';
import type { AppContext } from '../http/router.ts';

/** Reads what waits in each section, with one query, for the navigation of a page. */
export const readCounts = ({ db, clock }: AppContext): MiddlewareHandler =>
  async function readCounts(c, next) {
    const officer = c.get('officer');
    const counted = c.get('sections').filter(({ count }) => count);
    if (c.req.method !== 'GET' || !counted.length || officer.needsPassword) return next();
    const now = clock();
    const parts = counted.map(
      ({ path, count }) => sql`select ${sql.lit(path)} as path, own.* from (${count!(officer, now)}) as own`,
    );
    const { rows } = await sql<{ path: string; number: number; is_late: boolean }>`
      ${sql.join(parts, sql` union all `)}`.execute(db);
    c.set('counts', Object.fromEntries(rows.map(({ path, number, is_late }) => [path, { number, isLate: is_late }])));
    return next();
  };
