import { randomBytes } from 'node:crypto';
import { dayOf } from '../../domain/calendar.ts';
import { foldDiacritics } from '../../domain/fold-diacritics.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { GuideRow } from '../platform/schema.ts';
import type { OfficerTx } from '../platform/tx-context.ts';
import { type GuideContent, type GuideForm, parseGuideForm } from './guide-form.ts';
import { guideSearchText, storeCaptions, storeFile } from './guide.ts';

/**
 * Stores a new guide as a draft. Requires an MP4 video and Vietnamese captions.
 * @returns its identifier
 * @throws ProblemError `invalid-input`
 */
export async function createGuide({ tx, officer, now }: OfficerTx, form: GuideForm): Promise<string> {
  const read = await parseGuideForm(tx, form, undefined);
  const slug = foldDiacritics(read.title.vi)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  const id = `${slug}-${randomBytes(3).toString('hex')}`;
  await tx
    .insertInto('guide')
    .values({
      id,
      agency: officer.agency,
      ...(await guideColumns(tx, read)),
      state: 'draft',
      reviewed_at: dayOf(now),
      created_at: now,
    })
    .execute();
  await storeFiles(tx, id, read, now);
  await recordAudit(tx, { officer: officer.id, action: 'guide.create', subject: id, now });
  return id;
}

/**
 * Saves a guide.
 * @throws ProblemError `invalid-input`, `changed-meanwhile`
 */
export async function saveGuide({ tx, officer, now }: OfficerTx, row: GuideRow, form: GuideForm): Promise<void> {
  const read = await parseGuideForm(tx, form, row);
  await update(tx, row, {
    ...(await guideColumns(tx, read)),
    ...(form.fields['reviewed'] && { reviewed_at: dayOf(now) }),
  });
  await storeFiles(tx, row.id, read, now);
  await recordAudit(tx, { officer: officer.id, action: 'guide.save', subject: row.id, now });
}

/**
 * Publishes or withdraws a guide.
 * @throws ProblemError `invalid-input`, `changed-meanwhile`
 */
export async function setGuideState({ tx, officer, now }: OfficerTx, row: GuideRow, to: string): Promise<void> {
  if (to !== 'published' && to !== 'withdrawn') throw invalidInput('/to', 'unknown');
  await update(tx, row, { state: to });
  await recordAudit(tx, { officer: officer.id, action: `guide.${to}`, subject: row.id, now });
}

async function update(tx: Tx, row: GuideRow, values: object): Promise<void> {
  const result = await tx
    .updateTable('guide')
    .set({ ...values, version: row.version + 1 })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst();
  if (!result.numUpdatedRows) throw new ProblemError('changed-meanwhile');
}

async function guideColumns(tx: Tx, { title, procedure, validTo, chapters, paperTimes, seconds }: GuideContent) {
  return {
    title: JSON.stringify(title),
    folded: await guideSearchText(tx, title, procedure),
    procedure,
    valid_to: validTo,
    chapters: JSON.stringify(chapters),
    paper_times: JSON.stringify(paperTimes),
    seconds,
  };
}

async function storeFiles(tx: Tx, id: string, { media, captions }: GuideContent, now: Date): Promise<void> {
  for (const file of media) await storeFile(tx, id, file, now);
  for (const [lang, cues] of Object.entries(captions)) await storeCaptions(tx, id, lang, cues);
}
