import { dayOf } from '../../domain/calendar.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { GuideRow } from '../platform/schema.ts';
import type { OfficerTx } from '../platform/tx-context.ts';
import { isAligned, replaceCaptions, storedCaptions } from './captions.ts';
import { newGuideId } from './add-guide.ts';
import { type GuideContent, type GuideForm, parseGuideForm } from './guide-form.ts';
import { guideSearchText, storeCaptions, storeFile } from './guide.ts';
import { parseTimingForm } from './timing-form.ts';
import { clearWatchCounts } from './watch-counts.ts';

/**
 * Stores a new guide as a draft. Requires an MP4 video; captions and steps may come later.
 * @returns its identifier
 * @throws ProblemError `invalid-input`
 */
export async function createGuide({ tx, officer, now }: OfficerTx, form: GuideForm): Promise<string> {
  const read = await parseGuideForm(tx, form, undefined);
  const id = newGuideId(read.title.vi);
  await tx
    .insertInto('guide')
    .values({
      id,
      agency: officer.agency,
      ...(await guideColumns(tx, read)),
      chapters: '[]',
      paper_times: '{}',
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
 * Saves what goes along the film: captions, steps, times of papers, a poster. Counts of what was watched begin anew
 * where the steps begin at other times.
 * @throws ProblemError `invalid-input`, `changed-meanwhile`
 */
export async function saveTiming({ tx, officer, now }: OfficerTx, row: GuideRow, form: GuideForm): Promise<void> {
  const { captions, chapters, paperTimes, poster } = parseTimingForm(form, row);
  await update(tx, row, { chapters: JSON.stringify(chapters), paper_times: JSON.stringify(paperTimes) });
  if (row.state === 'published') requireComplete(captions.vi, chapters);
  const stored = await storedCaptions(tx, row.id);
  await replaceCaptions(tx, row.id, 'vi', captions.vi);
  // English captions with times of their own came as a file, and are not on the page: they stay until there are others.
  if (captions.en.length || isAligned(stored)) await replaceCaptions(tx, row.id, 'en', captions.en);
  if (poster) await storeFile(tx, row.id, poster, now);
  const starts = (of: GuideRow['chapters']) => of.map(({ at }) => at).join();
  if (starts(chapters) !== starts(row.chapters)) await clearWatchCounts(tx, row.id);
  await recordAudit(tx, { officer: officer.id, action: 'guide.timing', subject: row.id, now });
}

/**
 * Publishes or withdraws a guide. Whoever does not hear, and whoever looks for one step, needs captions and steps.
 * @throws ProblemError `invalid-input`, `changed-meanwhile`
 */
export async function setGuideState({ tx, officer, now }: OfficerTx, row: GuideRow, to: string): Promise<void> {
  if (to !== 'published' && to !== 'withdrawn') throw invalidInput('/to', 'unknown');
  if (to === 'published') requireComplete((await storedCaptions(tx, row.id)).vi, row.chapters);
  await update(tx, row, { state: to });
  await recordAudit(tx, { officer: officer.id, action: `guide.${to}`, subject: row.id, now });
}

/**
 * What citizens see has captions and steps.
 * @throws ProblemError `invalid-input`
 */
function requireComplete(captions: readonly unknown[], chapters: readonly unknown[]): void {
  const errors = [
    ...(captions.length ? [] : [{ pointer: '/captions', code: 'required' }]),
    ...(chapters.length ? [] : [{ pointer: '/chapters', code: 'required' }]),
  ];
  if (errors.length) throw new ProblemError('invalid-input', { errors });
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

async function guideColumns(tx: Tx, { title, procedure, validTo, seconds }: GuideContent) {
  return {
    title: JSON.stringify(title),
    folded: await guideSearchText(tx, title, procedure),
    procedure,
    valid_to: validTo,
    seconds,
  };
}

async function storeFiles(tx: Tx, id: string, { media, captions }: GuideContent, now: Date): Promise<void> {
  for (const file of media) await storeFile(tx, id, file, now);
  for (const [lang, cues] of Object.entries(captions)) await storeCaptions(tx, id, lang, cues);
}
