import type { ScreenDuty, ScreenGuide, ScreenState } from '../../contract/index.ts';
import { addDays, type Day, dayOf } from '../../domain/calendar.ts';
import { type PlaylistBlock, type Segment, segmentsOf } from '../../domain/playlist.ts';
import { agencyChain, workingCalendar } from '../agencies/index.ts';
import { readRoster } from '../duties/index.ts';
import { guidesForScreens, listedGuideIds } from '../guides/index.ts';
import type { Db } from '../platform/database.ts';
import { ProblemError } from '../platform/problem.ts';
import type { AgencyRow, PlaceRow, ScreenRow } from '../platform/schema.ts';
import { qrOf } from './qr.ts';
import { screenLive } from './screen-live.ts';

/** A screen without a network goes on for so many days, and by weekday after them. */
const daysAhead = 15;
/** Guides of one screen: more would take long to load, and none would come round. */
const maxGuides = 60;

/** Where the guides are found on a phone. */
export interface GuideAddress {
  /** Address of this server as phones see it. */
  base: string;
}

/** All that a paired screen shows for the next two weeks. */
export async function screenState(
  db: Db,
  row: ScreenRow,
  { base, build, now }: GuideAddress & { build: string; now: Date },
): Promise<ScreenState> {
  const chain = await agencyChain(db, row.agency);
  const agencies = chain.map(({ id }) => id);
  const blocks = await blocksOf(db, row, agencies, now);
  const calendar = await workingCalendar(db, chain);
  const { guides, shown } = await shownBlocks(db, blocks, agencies, now);
  const place = await placeOf(db, row, agencies);
  return {
    screen: row.id,
    name: row.name,
    office: {
      name: chain[0]?.name ?? '',
      phone: place?.phone ?? chain.find(({ phone }) => phone)?.phone ?? '',
      hours: place?.hours ?? [],
    },
    now: now.getTime(),
    guides: Object.fromEntries(
      [...guides].map(([id, guide]): [string, ScreenGuide] => [
        id,
        {
          ...guide,
          chapters: guide.chapters.map(({ at }) => ({ at, qr: qrOf(guideUrl(row, { base }, id, at)) })),
        },
      ]),
    ),
    segments: segmentsOf(shown, calendar, dayOf(now), daysAhead),
    duties: await dutiesOf(db, row, chain, now),
    build,
    ...(await screenLive(db, row, now)),
  };
}

/** The blocks of a screen's playlist; without one all guides of its agency, all day. */
async function blocksOf(db: Db, row: ScreenRow, agencies: readonly string[], now: Date): Promise<PlaylistBlock[]> {
  const playlist =
    row.playlist &&
    (await db
      .selectFrom('playlist')
      .select('blocks')
      .where('id', '=', row.playlist)
      .where('agency', 'in', agencies)
      .executeTakeFirst());
  if (playlist) return playlist.blocks;
  return [{ kind: 'default', guides: await listedGuideIds(db, agencies, now, maxGuides) }];
}

/** The blocks without the guides that may not be shown, and the others; a block that is empty then is left out. */
export async function shownBlocks(
  db: Db,
  blocks: readonly PlaylistBlock[],
  agencies: readonly string[],
  now: Date,
): Promise<{ shown: PlaylistBlock[]; guides: Awaited<ReturnType<typeof guidesForScreens>> }> {
  const wanted = [...new Set(blocks.flatMap(block => block.guides))].slice(0, maxGuides);
  const guides = await guidesForScreens(db, wanted, agencies, now);
  const shown = blocks.map(block => ({ ...block, guides: block.guides.filter(id => guides.has(id)) }));
  return { guides, shown: shown.filter(block => block.guides.length) };
}

/** What a screen shows on a day. */
export async function playlistSegments(db: Db, row: ScreenRow, day: Day, now: Date): Promise<Segment[]> {
  const chain = await agencyChain(db, row.agency);
  const agencies = chain.map(({ id }) => id);
  const { shown } = await shownBlocks(db, await blocksOf(db, row, agencies, now), agencies, now);
  return segmentsOf(shown, await workingCalendar(db, chain), day, 1);
}

/** The place whose numbers a screen calls; else the first desk of its agency. */
async function placeOf(db: Db, row: ScreenRow, agencies: readonly string[]): Promise<PlaceRow | undefined> {
  let query = db.selectFrom('place').selectAll().where('active', '=', true);
  query = row.place
    ? query.where('id', '=', row.place).where('agency', 'in', agencies)
    : query.where('desk', '=', true).where('agency', '=', row.agency);
  return query.orderBy('position').orderBy('id').limit(1).executeTakeFirst();
}

/** The address of a guide's second on the portal's page, else on a page of this server. */
function guideUrl({ agency, page }: ScreenRow, { base }: GuideAddress, guide: string, at: number): string {
  const to = page ?? `${base}/frame/mc-guide-player?agency=${encodeURIComponent(agency)}`;
  return `${to}#motcua:mc-guide-player?guide=${encodeURIComponent(guide)}${at ? `&t=${Math.floor(at)}` : ''}`;
}

async function dutiesOf(db: Db, row: ScreenRow, chain: readonly AgencyRow[], now: Date): Promise<ScreenDuty[]> {
  const [agency] = chain;
  if (!agency) return [];
  const today = dayOf(now);
  const input = { agency: agency.id, from: today, to: addDays(today, daysAhead - 1) };
  try {
    const { duties } = await readRoster(db, { ...input, ...(row.place && { place: row.place }) }, now);
    return duties.map(({ start, end, team, helpers, tasks }) => ({
      from: Date.parse(start),
      to: Date.parse(end),
      team: team.vi,
      helpers,
      tasks: tasks.map(({ vi }) => vi),
    }));
  } catch (error) {
    // An agency without a roster.
    if (error instanceof ProblemError && error.slug === 'not-offered') return [];
    throw error;
  }
}
