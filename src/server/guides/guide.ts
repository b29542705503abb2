import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import type { Guide, Procedure, LocalizedText } from '../../contract/index.ts';
import { dayOf } from '../../domain/calendar.ts';
import { foldDiacritics } from '../../domain/fold-diacritics.ts';
import type { Cue } from '../../domain/vtt.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { GuideRow } from '../platform/schema.ts';
import { readMedia } from './video.ts';

/** A video or poster, before it is stored. */
export interface GuideFile {
  kind: 'film' | 'poster';
  type: string;
  ending: string;
  data: Buffer;
  /** Length, where the file states it. */
  seconds?: number;
}

/** The searchable text: title, procedure and synonyms, without diacritics. */
export async function guideSearchText(db: Db, title: LocalizedText, procedure: string | null): Promise<string> {
  const row = procedure
    ? await db.selectFrom('procedure').select('folded').where('code', '=', procedure).executeTakeFirst()
    : undefined;
  return foldDiacritics([...Object.values(title), row?.folded ?? ''].join(' | '));
}

/**
 * Stores a file in place of earlier ones. The name is a hash of the content, so it can be cached forever. A new MP4
 * also replaces the WebM, which would be the old video.
 */
export async function storeFile(
  tx: Tx,
  guide: string,
  { kind, type, ending, data }: GuideFile,
  now: Date,
): Promise<void> {
  const name = `${createHash('sha256').update(data).digest('hex').slice(0, 24)}.${ending}`;
  let old = tx
    .updateTable('guide_file')
    .set({ replaced_at: now })
    .where('guide', '=', guide)
    .where('kind', '=', kind)
    .where('replaced_at', 'is', null);
  if (type === 'video/webm') old = old.where('type', '=', type);
  await old.execute();
  await tx
    .insertInto('guide_file')
    .values({ guide, name, kind, type, bytes: data.length, data })
    .onConflict(conflict => conflict.columns(['guide', 'name']).doUpdateSet({ replaced_at: null }))
    .execute();
}

export async function storeCaptions(tx: Tx, guide: string, lang: string, cues: readonly Cue[]): Promise<void> {
  await tx
    .insertInto('guide_caption')
    .values({ guide, lang, cues: JSON.stringify(cues) })
    .onConflict(conflict => conflict.columns(['guide', 'lang']).doUpdateSet({ cues: JSON.stringify(cues) }))
    .execute();
}

/**
 * Recognizes the type of an uploaded file.
 * @returns the fault when it is no video, or no picture
 */
export function parseGuideFile(kind: GuideFile['kind'], data: Buffer): GuideFile | { fault: string } {
  const media = readMedia(data);
  if ('fault' in media) return media;
  if (media.type.startsWith('video/') !== (kind === 'film')) return { fault: 'unknown' };
  // An MP4 comes back with its index first.
  return { kind, data, ...media };
}

/**
 * A guide as the contract returns it.
 * @param agencies whose guides the citizen may see: the agency and its ancestors
 */
export async function presentGuide(db: Db, row: GuideRow, agencies: readonly string[], now: Date): Promise<Guide> {
  const files = await db
    .selectFrom('guide_file')
    .select(['name', 'kind', 'type', 'bytes'])
    .where('guide', '=', row.id)
    .where('replaced_at', 'is', null)
    .orderBy('type')
    .execute();
  const captions = await db
    .selectFrom('guide_caption')
    .selectAll()
    .where('guide', '=', row.id)
    .orderBy(sql`lang <> 'vi'`)
    .orderBy('lang')
    .execute();
  const agency = await db.selectFrom('agency').select('name').where('id', '=', row.agency).executeTakeFirst();
  const procedure = row.procedure
    ? await db.selectFrom('procedure').select('facts').where('code', '=', row.procedure).executeTakeFirst()
    : undefined;
  const facts = procedure?.facts as Procedure | undefined;
  const base = `guides/${row.id}`;
  const poster = files.find(({ kind }) => kind === 'poster');
  return {
    ...presentGuideSummary(row),
    publisher: agency?.name ?? row.agency,
    reviewedAt: row.reviewed_at,
    outdated: await outdatedReason(db, row, facts, agencies, now),
    poster: poster ? `${base}/${poster.name}` : null,
    sources: files
      .filter(({ kind }) => kind === 'film')
      .map(({ name, type, bytes }) => ({ url: `${base}/${name}`, type, bytes })),
    captions: captions.map(({ lang, cues }) => ({ lang, url: `${base}/${lang}.vtt`, cues })),
    chapters: row.chapters,
    papers: (facts?.components ?? []).map(paper => ({ ...paper, at: row.paper_times[paper.name] ?? null })),
    asks: true,
    counts: true,
  };
}

export function presentGuideSummary({ id, title, seconds, chapters, procedure }: GuideRow) {
  return { id, title, seconds, steps: chapters.length, procedure };
}

/**
 * Why a guide is outdated; null for a current one. A replaced procedure takes precedence over expiry, since it leads
 * to the new guide.
 */
async function outdatedReason(
  db: Db,
  row: GuideRow,
  facts: Pick<Procedure, 'validFrom' | 'replacedBy'> | undefined,
  agencies: readonly string[],
  now: Date,
): Promise<Guide['outdated']> {
  if (facts?.replacedBy)
    return {
      reason: 'procedure-replaced',
      since: null,
      instead: await currentGuideOf(db, facts.replacedBy, agencies, now),
    };
  const another = async () => (row.procedure ? await currentGuideOf(db, row.procedure, agencies, now) : null);
  if (facts?.validFrom && facts.validFrom > row.reviewed_at)
    return { reason: 'procedure-changed', since: facts.validFrom, instead: await another() };
  if (row.valid_to && row.valid_to < dayOf(now))
    return { reason: 'expired', since: row.valid_to, instead: await another() };
  return null;
}

/** Guides that may be listed: published, not expired, and reviewed since the procedure last changed. */
export function listableGuides(db: Db, now: Date) {
  const facts = sql.ref('procedure.facts');
  return db
    .selectFrom('guide')
    .leftJoin('procedure', 'procedure.code', 'guide.procedure')
    .where('state', '=', 'published')
    .where(({ eb, or }) => or([eb('valid_to', 'is', null), eb('valid_to', '>=', dayOf(now))]))
    .where(sql<boolean>`(${facts}->>'replacedBy') is null`)
    .where(
      sql<boolean>`((${facts}->>'validFrom') is null or (${facts}->>'validFrom')::date <= ${sql.ref('guide.reviewed_at')})`,
    );
}

async function currentGuideOf(
  db: Db,
  procedure: string,
  agencies: readonly string[],
  now: Date,
): Promise<string | null> {
  const row = await listableGuides(db, now)
    .select('guide.id')
    .where('guide.agency', 'in', agencies)
    .where('guide.procedure', '=', procedure)
    .orderBy('reviewed_at', 'desc')
    .executeTakeFirst();
  return row?.id ?? null;
}
