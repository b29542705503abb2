import { sql } from 'kysely';
import type { ScreenLive } from '../../contract/index.ts';
import { latestCalls } from '../calls/index.ts';
import type { Db } from '../platform/database.ts';
import type { ScreenRow } from '../platform/schema.ts';

/** What may change at any moment on a screen: calls at its place, and a message of its agency or one above. */
export async function screenLive(db: Db, { agency, place }: ScreenRow, now: Date): Promise<ScreenLive> {
  const { rows } = await sql<{ text: string; until: Date }>`
    with recursive chain(id, parent) as (
      select id, parent from agency where id = ${agency}
      union all select a.id, a.parent from chain join agency a on a.id = chain.parent
    ) select text, until from screen_message where agency in (select id from chain) and until > ${now}
    order by id desc limit 1`.execute(db);
  const [message] = rows;
  return {
    calls: place ? await latestCalls(db, place, now) : [],
    message: message ? { text: message.text, until: message.until.getTime() } : null,
  };
}
