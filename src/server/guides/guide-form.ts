import { isDay } from '../../domain/calendar.ts';
import { type Cue, parseVtt } from '../../domain/vtt.ts';
import type { Db } from '../platform/database.ts';
import { ProblemError } from '../platform/problem.ts';
import type { GuideRow } from '../platform/schema.ts';
import { type GuideFile, parseGuideFile } from './guide.ts';

/** Posted form of a guide; files that are left out stay unchanged. */
export interface GuideForm {
  fields: Record<string, string>;
  files: Partial<Record<'mp4' | 'webm' | 'poster' | 'captionsVi' | 'captionsEn', Buffer>>;
}

const maxFilmBytes = 20 * 1024 * 1024;
/** Phones load the poster before anything is pressed. */
export const maxPosterBytes = 2 * 1024 * 1024;
const maxCaptionBytes = 200 * 1024;
/** Characters of a title, of a guide or one of its steps. */
export const maxTitleLength = 200;

type Problem = { pointer: string; code: string; detail?: string };

/** Film and data of a guide, from its form. What goes along the film has a page of its own. */
export interface GuideContent {
  title: { vi: string; en?: string };
  procedure: string | null;
  validTo: string | null;
  media: GuideFile[];
  captions: Partial<Record<'vi' | 'en', Cue[]>>;
  seconds: number;
}

/**
 * Parses the form of a new guide, or of a change.
 * @throws ProblemError `invalid-input` with every error: its field, and its line in a file or text
 */
export async function parseGuideForm(
  db: Db,
  { fields, files }: GuideForm,
  row: GuideRow | undefined,
): Promise<GuideContent> {
  const problems: Problem[] = [];
  const report = (pointer: string, code: string, detail?: string) =>
    void problems.push({ pointer, code, ...(detail && { detail }) });

  const { title = '', titleEn = '', procedure = '', validTo = '' } = fields;
  if (!title) report('/title', 'required');
  if (title.length > maxTitleLength || titleEn.length > maxTitleLength) report('/title', 'max_length');
  if (validTo && !isDay(validTo)) report('/validTo', 'date');
  if (procedure && !(await db.selectFrom('procedure').select('code').where('code', '=', procedure).executeTakeFirst()))
    report('/procedure', 'unknown');

  const media: GuideFile[] = [];
  let seconds = row?.seconds ?? 0;
  for (const name of ['mp4', 'webm', 'poster'] as const) {
    const data = files[name];
    if (!data) {
      if (name === 'mp4' && !row) report('/mp4', 'required');
      continue;
    }
    if (data.length > (name === 'poster' ? maxPosterBytes : maxFilmBytes)) {
      report(`/${name}`, 'max_length');
      continue;
    }
    const file = parseGuideFile(name === 'poster' ? 'poster' : 'film', data);
    if ('fault' in file) report(`/${name}`, file.fault);
    else if (name !== 'poster' && file.ending !== name) report(`/${name}`, 'unknown');
    else {
      media.push(file);
      seconds = file.seconds ?? seconds;
    }
  }

  const captions: GuideContent['captions'] = {};
  for (const [name, lang] of [
    ['captionsVi', 'vi'],
    ['captionsEn', 'en'],
  ] as const) {
    const data = files[name];
    if (!data) continue;
    const text = data.length > maxCaptionBytes ? undefined : decodeUtf8(data);
    if (text === undefined) {
      report(`/${name}`, data.length > maxCaptionBytes ? 'max_length' : 'characters');
      continue;
    }
    const vtt = parseVtt(text);
    if ('cues' in vtt) captions[lang] = vtt.cues;
    else report(`/${name}`, vtt.fault.code, String(vtt.fault.line));
  }

  // A shorter film would end before its last steps.
  if (row && seconds < row.seconds && row.chapters.some(({ at }) => at >= seconds)) report('/mp4', 'shorter');
  if (problems.length) throw new ProblemError('invalid-input', { errors: problems });
  return {
    title: { vi: title, ...(titleEn && { en: titleEn }) },
    procedure: procedure || null,
    validTo: validTo || null,
    media,
    captions,
    seconds,
  };
}

/** Decodes UTF-8; undefined for other bytes, or with NUL, which the database cannot store. */
function decodeUtf8(data: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(data);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
