import { randomBytes } from 'node:crypto';
import type { LocalizedText } from '../../contract/index.ts';
import { dayOf } from '../../domain/calendar.ts';
import { foldDiacritics } from '../../domain/fold-diacritics.ts';
import type { Cue } from '../../domain/vtt.ts';
import type { Tx } from '../platform/database.ts';
import type { GuideRow } from '../platform/schema.ts';
import { guideSearchText, parseGuideFile, storeCaptions, storeFile } from './guide.ts';

/** A guide that was made elsewhere, with all its files. */
export interface FinishedGuide extends Pick<
  GuideRow,
  'id' | 'agency' | 'procedure' | 'seconds' | 'chapters' | 'state'
> {
  title: LocalizedText;
  paperTimes: Record<string, number>;
  captions: Record<string, readonly Cue[]>;
  /** Videos, and a poster. */
  files: readonly Buffer[];
}

/**
 * Stores a guide with its files.
 * @throws for a file that is neither a video nor a picture
 */
export async function addGuide(tx: Tx, guide: FinishedGuide, now: Date): Promise<void> {
  const { id, agency, procedure, seconds, chapters, state, title, paperTimes, captions, files } = guide;
  await tx
    .insertInto('guide')
    .values({
      ...{ id, agency, procedure, seconds, state },
      title: JSON.stringify(title),
      folded: await guideSearchText(tx, title, procedure),
      chapters: JSON.stringify(chapters),
      paper_times: JSON.stringify(paperTimes),
      valid_to: null,
      reviewed_at: dayOf(now),
      created_at: now,
    })
    .execute();
  for (const data of files) {
    const film = parseGuideFile('film', data);
    const file = 'fault' in film ? parseGuideFile('poster', data) : film;
    if ('fault' in file) throw new Error(`${id}: ${file.fault}`);
    await storeFile(tx, id, file, now);
  }
  for (const [lang, cues] of Object.entries(captions)) if (cues.length) await storeCaptions(tx, id, lang, cues);
}

/** An identifier from a title, with random digits: titles may be the same. */
export function newGuideId(title: string): string {
  const slug = foldDiacritics(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  return `${slug}-${randomBytes(3).toString('hex')}`;
}
