import { randomBytes } from 'node:crypto';
import { dayOf, isDay } from '../domain/calendar.ts';
import { fold } from '../domain/fold.ts';
import { readVtt, type Cue } from '../domain/vtt.ts';
import { audit } from './audit.ts';
import type { Tx } from './database.ts';
import { fileOf, foldedGuide, storeCaptions, storeFile, type GuideFile } from './guide.ts';
import { Refusal } from './http/problem.ts';
import type { Officer } from './officer.ts';
import type { GuideRow } from './schema.ts';

/** What an officer sends of a guide; files that are left out stay as they are. */
export interface GuideForm {
  fields: Record<string, string>;
  files: Partial<Record<'mp4' | 'webm' | 'poster' | 'captionsVi' | 'captionsEn', Buffer>>;
}

interface Work {
  tx: Tx;
  officer: Officer;
  now: Date;
}

const largestFile = 20 * 1024 * 1024;
const largestCaptions = 200 * 1024;
const longestTitle = 200;

type Problem = { pointer: string; code: string; detail?: string };

/** What the form says, checked as a whole: every mistake is told at once. */
interface Read {
  title: { vi: string; en?: string };
  procedure: string | null;
  validTo: string | null;
  chapters: GuideRow['chapters'];
  paperTimes: Record<string, number>;
  media: GuideFile[];
  captions: Partial<Record<'vi' | 'en', Cue[]>>;
  seconds: number;
}

/** Stores a new guide as a draft, and tells its identifier. A film as MP4 and Vietnamese captions have to be there. */
export async function createGuide({ tx, officer, now }: Work, form: GuideForm): Promise<string> {
  const read = await readForm(tx, form, undefined);
  const slug = fold(read.title.vi)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  const id = `${slug}-${randomBytes(3).toString('hex')}`;
  await tx
    .insertInto('guide')
    .values({
      id,
      agency: officer.agency,
      ...(await columns(tx, read)),
      state: 'draft',
      reviewed_at: dayOf(now),
      created_at: now,
    })
    .execute();
  await storeAll(tx, id, read, now);
  await audit(tx, { officer: officer.id, action: 'guide.create', subject: id, now });
  return id;
}

/** Changes a guide that nobody else has changed since the officer saw it. */
export async function saveGuide({ tx, officer, now }: Work, row: GuideRow, form: GuideForm): Promise<void> {
  const read = await readForm(tx, form, row);
  await update(tx, row, {
    ...(await columns(tx, read)),
    ...(form.fields['reviewed'] && { reviewed_at: dayOf(now) }),
  });
  await storeAll(tx, row.id, read, now);
  await audit(tx, { officer: officer.id, action: 'guide.save', subject: row.id, now });
}

/** Shows a guide to citizens, or no longer. */
export async function setGuideState({ tx, officer, now }: Work, row: GuideRow, to: string): Promise<void> {
  if (to !== 'published' && to !== 'withdrawn')
    throw new Refusal('invalid-input', { errors: [{ pointer: '/to', code: 'unknown' }] });
  await update(tx, row, { state: to });
  await audit(tx, { officer: officer.id, action: `guide.${to}`, subject: row.id, now });
}

async function update(tx: Tx, row: GuideRow, values: object): Promise<void> {
  const result = await tx
    .updateTable('guide')
    .set({ ...values, version: row.version + 1 })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst();
  if (!result.numUpdatedRows) throw new Refusal('changed-meanwhile');
}

async function columns(tx: Tx, { title, procedure, validTo, chapters, paperTimes, seconds }: Read) {
  return {
    title: JSON.stringify(title),
    folded: await foldedGuide(tx, title, procedure),
    procedure,
    valid_to: validTo,
    chapters: JSON.stringify(chapters),
    paper_times: JSON.stringify(paperTimes),
    seconds,
  };
}

async function storeAll(tx: Tx, id: string, { media, captions }: Read, now: Date): Promise<void> {
  for (const file of media) await storeFile(tx, id, file, now);
  for (const [lang, cues] of Object.entries(captions)) await storeCaptions(tx, id, lang, cues);
}

async function readForm(tx: Tx, { fields, files }: GuideForm, row: GuideRow | undefined): Promise<Read> {
  const problems: Problem[] = [];
  const wrong = (pointer: string, code: string, detail?: string) =>
    void problems.push({ pointer, code, ...(detail && { detail }) });

  const { title = '', titleEn = '', procedure = '', validTo = '' } = fields;
  if (!title) wrong('/title', 'required');
  if (title.length > longestTitle || titleEn.length > longestTitle) wrong('/title', 'max_length');
  if (validTo && !isDay(validTo)) wrong('/validTo', 'date');
  if (procedure && !(await tx.selectFrom('procedure').select('code').where('code', '=', procedure).executeTakeFirst()))
    wrong('/procedure', 'unknown');

  const media: GuideFile[] = [];
  let seconds = row?.seconds ?? 0;
  for (const name of ['mp4', 'webm', 'poster'] as const) {
    const data = files[name];
    if (!data) {
      if (name === 'mp4' && !row) wrong('/mp4', 'required');
      continue;
    }
    if (data.length > largestFile) {
      wrong(`/${name}`, 'max_length');
      continue;
    }
    const file = fileOf(name === 'poster' ? 'poster' : 'film', data);
    if ('fault' in file) wrong(`/${name}`, file.fault);
    else if (name !== 'poster' && file.ending !== name) wrong(`/${name}`, 'unknown');
    else {
      media.push(file);
      seconds = file.seconds ?? seconds;
    }
  }

  const captions: Read['captions'] = {};
  for (const [name, lang] of [
    ['captionsVi', 'vi'],
    ['captionsEn', 'en'],
  ] as const) {
    const data = files[name];
    if (!data) {
      if (lang === 'vi' && !row) wrong(`/${name}`, 'required');
      continue;
    }
    const text = data.length > largestCaptions ? undefined : utf8(data);
    if (text === undefined) {
      wrong(`/${name}`, data.length > largestCaptions ? 'max_length' : 'characters');
      continue;
    }
    const vtt = readVtt(text);
    if ('cues' in vtt) captions[lang] = vtt.cues;
    else wrong(`/${name}`, vtt.fault.code, String(vtt.fault.line));
  }

  const chapters = readChapters(fields['chapters'] ?? '', seconds, wrong);
  const paperTimes = readPaperTimes(fields, seconds, wrong);
  if (problems.length) throw new Refusal('invalid-input', { errors: problems });
  return {
    title: { vi: title, ...(titleEn && { en: titleEn }) },
    procedure: procedure || null,
    validTo: validTo || null,
    chapters,
    paperTimes,
    media,
    captions,
    seconds,
  };
}

/** Text that a database can keep; nothing when the bytes are no UTF-8. */
function utf8(data: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(data);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

type Wrong = (pointer: string, code: string, detail?: string) => void;

/** One step a line: `0:12 Mang theo giấy tờ | What to bring`, in the order of the film. */
function readChapters(text: string, seconds: number, wrong: Wrong): GuideRow['chapters'] {
  const chapters: GuideRow['chapters'] = [];
  text.split(/\r?\n/).forEach((line, i) => {
    if (!line.trim()) return;
    const [, time = '', words = ''] = /^\s*(\d{1,3}:[0-5]\d)\s+(.+)$/.exec(line) ?? [];
    const at = secondsOf(time);
    const [vi = '', en = ''] = words.split('|').map(part => part.trim());
    const last = chapters[chapters.length - 1];
    if (at === undefined || !vi || vi.length > longestTitle) wrong('/chapters', 'line', String(i + 1));
    else if ((last && at <= last.at) || (seconds && at >= seconds)) wrong('/chapters', 'order', String(i + 1));
    else chapters.push({ at, title: { vi, ...(en && { en }) } });
  });
  if (!chapters.length) wrong('/chapters', 'required');
  return chapters;
}

/** Fields `paper:<name>` with the time that explains it. */
function readPaperTimes(fields: Record<string, string>, seconds: number, wrong: Wrong): Record<string, number> {
  const times: Record<string, number> = {};
  for (const [name, text] of Object.entries(fields)) {
    if (!name.startsWith('paper:') || !text) continue;
    const at = secondsOf(text);
    if (at === undefined || at >= seconds) wrong('/paperTimes', 'time');
    else times[name.slice(6)] = at;
  }
  return times;
}

/** `1:05` in seconds. */
function secondsOf(text: string): number | undefined {
  const [, minutes, rest] = /^(\d{1,3}):([0-5]\d)$/.exec(text.trim()) ?? [];
  return minutes === undefined ? undefined : Number(minutes) * 60 + Number(rest);
}

/** `65` as `1:05`. */
export const clockOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
