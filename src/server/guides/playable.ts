import type { Cue } from '../../domain/vtt.ts';
import type { Db } from '../platform/database.ts';
import { listableGuides } from './guide.ts';

/** A guide as the screens of a waiting hall play it. */
export interface PlayableGuide {
  title: string;
  seconds: number;
  /** Films by preference, with addresses on this server. */
  sources: { url: string; type: string; bytes: number }[];
  cues: Cue[];
  chapters: { at: number }[];
}

/** Identifiers of the guides that agencies list, by title. */
export async function listedGuideIds(db: Db, agencies: readonly string[], now: Date, limit: number): Promise<string[]> {
  const rows = await listableGuides(db, now)
    .select('guide.id')
    .where('guide.agency', 'in', agencies)
    .orderBy('guide.folded')
    .orderBy('guide.id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Those of some guides that may be shown: published, current, of these agencies, with a film. */
export async function guidesForScreens(
  db: Db,
  ids: readonly string[],
  agencies: readonly string[],
  now: Date,
): Promise<Map<string, PlayableGuide>> {
  if (!ids.length) return new Map();
  const rows = await listableGuides(db, now)
    .select(['guide.id', 'guide.title', 'guide.seconds', 'guide.chapters'])
    .where('guide.agency', 'in', agencies)
    .where('guide.id', 'in', ids)
    .execute();
  const known = rows.map(({ id }) => id);
  if (!known.length) return new Map();
  const files = await db
    .selectFrom('guide_file')
    .select(['guide', 'name', 'type', 'bytes'])
    .where('guide', 'in', known)
    .where('kind', '=', 'film')
    .where('replaced_at', 'is', null)
    // MP4 first: every television plays it.
    .orderBy('type')
    .execute();
  const captions = await db
    .selectFrom('guide_caption')
    .select(['guide', 'cues'])
    .where('guide', 'in', known)
    .where('lang', '=', 'vi')
    .execute();
  return new Map(
    rows.flatMap(({ id, title, seconds, chapters }) => {
      const sources = files
        .filter(({ guide }) => guide === id)
        .map(({ name, type, bytes }) => ({ url: `/api/guides/${id}/${name}`, type, bytes }));
      const cues = captions.find(({ guide }) => guide === id)?.cues ?? [];
      return sources.length
        ? [[id, { title: title.vi, seconds, sources, cues, chapters: chapters.map(({ at }) => ({ at })) }] as const]
        : [];
    }),
  );
}
