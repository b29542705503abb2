import { sql } from 'kysely';
import { listedGuideIds } from '../../guides/index.ts';
import type { Db } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { PlaylistRow, ScreenRow } from '../../platform/schema.ts';
import type { SignedInOfficer } from '../../platform/sessions.ts';
import { isUuid } from '../../platform/uuid.ts';
import { agencyChain } from '../../agencies/index.ts';

const maxShown = 500;

/** A screen with the words for what it shows. */
export type ListedScreen = ScreenRow & {
  place_name: string | null;
  playlist_name: string | null;
  guide_title: string | null;
};

const screenColumns = sql<ListedScreen>`
  screen.*, place.name as place_name, playlist.name as playlist_name, guide.title->>'vi' as guide_title
  from screen left join place on place.id = screen.place left join playlist on playlist.id = screen.playlist
  left join guide on guide.id = screen.status->>'guide'`;

/** The screens of an officer's agencies, 500 at most. */
export async function listScreens(db: Db, { scope }: SignedInOfficer): Promise<ListedScreen[]> {
  const { rows } = await sql<ListedScreen>`
    select ${screenColumns} where screen.agency = any(${scope}::text[])
    order by screen.name, screen.id limit ${maxShown}`.execute(db);
  return rows;
}

/**
 * A screen of the officer's agencies.
 * @throws ProblemError `no-such-operation`
 */
export async function readScreen(db: Db, { scope }: SignedInOfficer, id: string): Promise<ListedScreen> {
  const { rows } = await sql<ListedScreen>`
    select ${screenColumns} where screen.id = ${id} and screen.agency = any(${scope}::text[])`.execute(db);
  if (!rows[0]) throw new ProblemError('no-such-operation');
  return rows[0];
}

/** A place, playlist or guide to choose from. */
export interface Option {
  id: string;
  name: string;
}

/** The places of the officer's agencies. */
export const placeOptions = (db: Db, { scope }: SignedInOfficer): Promise<(Option & { agency: string })[]> =>
  db
    .selectFrom('place')
    .select(['id', 'name', 'agency'])
    .where('agency', 'in', scope)
    .where('active', '=', true)
    .orderBy('position')
    .orderBy('id')
    .limit(maxShown)
    .execute();

/** The playlists of the officer's agencies. */
export const listPlaylists = (db: Db, { scope }: SignedInOfficer): Promise<PlaylistRow[]> =>
  db
    .selectFrom('playlist')
    .selectAll()
    .where('agency', 'in', scope)
    .orderBy('name')
    .orderBy('id')
    .limit(maxShown)
    .execute();

/** The playlists of some agencies and of those above them, which a screen may show, and the one that it shows. */
export async function usablePlaylists(
  db: Db,
  agencies: readonly string[],
  screen: Pick<ScreenRow, 'agency' | 'playlist'> | undefined,
): Promise<PlaylistRow[]> {
  const { rows } = await sql<PlaylistRow>`
    with recursive chain(id, parent) as (
      select id, parent from agency where id = any(${screen ? [screen.agency] : agencies}::text[])
      union select a.id, a.parent from chain join agency a on a.id = chain.parent
    ) select * from playlist where agency in (select id from chain) or id = ${screen?.playlist ?? null}
    order by name, id limit ${maxShown}`.execute(db);
  return rows;
}

/**
 * A playlist of the officer's agencies.
 * @throws ProblemError `no-such-operation`
 */
export async function readPlaylist(db: Db, { scope }: SignedInOfficer, id: string): Promise<PlaylistRow> {
  const row = isUuid(id)
    ? await db.selectFrom('playlist').selectAll().where('id', '=', id).where('agency', 'in', scope).executeTakeFirst()
    : undefined;
  if (!row) throw new ProblemError('no-such-operation');
  return row;
}

/** Guides that an agency may show, by title. */
export async function guideOptions(db: Db, agency: string, now: Date): Promise<Option[]> {
  const agencies = (await agencyChain(db, agency)).map(({ id }) => id);
  const ids = await listedGuideIds(db, agencies, now, maxShown);
  if (!ids.length) return [];
  return db
    .selectFrom('guide')
    .select(['id', sql<string>`title->>'vi'`.as('name')])
    .where('id', 'in', ids)
    .orderBy('folded')
    .execute();
}

/** What a screen has shown, by day and guide, the last days first. */
export const playsOf = (db: Db, screen: string, since: string) =>
  db
    .selectFrom('screen_play')
    .innerJoin('guide', 'guide.id', 'screen_play.guide')
    .select(['day', 'plays', 'screen_play.seconds', sql<string>`guide.title->>'vi'`.as('title')])
    .where('screen', '=', screen)
    .where('day', '>=', since)
    .orderBy('day', 'desc')
    .orderBy('screen_play.seconds', 'desc')
    .limit(maxShown)
    .execute();

/** Queue machines of the officer's agencies. */
export const callKeys = (db: Db, { scope }: SignedInOfficer) =>
  db
    .selectFrom('call_key')
    .innerJoin('place', 'place.id', 'call_key.place')
    .select(['call_key.id', 'call_key.name', 'call_key.used_at', 'place.name as place_name'])
    .where('call_key.agency', 'in', scope)
    .orderBy('call_key.name')
    .limit(maxShown)
    .execute();
