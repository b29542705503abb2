import { Hono } from 'hono';
import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** `GET /health`: 200 while the database answers, 503 otherwise; for balancers and `motcua health`. */
export function health({ db, kind }: Database): Hono {
  return new Hono().get('/', async c => {
    c.header('Cache-Control', 'no-store');
    try {
      await sql`select 1`.execute(db);
      return c.json({ status: 'ok', database: kind });
    } catch {
      return c.json({ status: 'unavailable', database: kind }, 503);
    }
  });
}
