import { sql } from 'kysely';
import type { ScreenLive } from '../../contract/index.ts';
import { latestCalls } from '../calls/index.ts';
import type { Db } from '../platform/database.ts';
import type { ScreenRow } from '../platform/schema.ts';

/** What may change at any moment on a screen: calls at its place, and a message of its agency or one above. */
export async function screenLive(db: Db, { agency, place }: ScreenRow, now: Date): Promise<ScreenLive> {
  const message = await messageFor(db, agency, now);
  return {
    calls: place ? await latestCalls(db, place, now) : [],
    message: message ? { text: message.text, until: message.until.getTime() } : null,
  };
}

/** The message that an agency's screens show: that of the highest agency that has one. */
export async function messageFor(
  db: Db,
  agency: string,
  now: Date,
): Promise<{ text: string; until: Date } | undefined> {
  const { rows } = await sql<{ text: string; until: Date }>`
    with recursive chain(id, parent, depth) as (
      select id, parent, 0 from agency where id = ${agency}
      union all select a.id, a.parent, depth + 1 from chain join agency a on a.id = chain.parent
    ) select text, until from screen_message join chain on chain.id = screen_message.agency
    where until > ${now} order by depth desc, screen_message.id desc limit 1`.execute(db);
  return rows[0];
}
