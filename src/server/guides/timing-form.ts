import { parseCaptionLines } from '../../domain/caption-lines.ts';
import { parseExactTime } from '../../domain/video-time.ts';
import type { Cue } from '../../domain/vtt.ts';
import { ProblemError } from '../platform/problem.ts';
import type { GuideRow } from '../platform/schema.ts';
import { type GuideFile, parseGuideFile } from './guide.ts';
import { type GuideForm, maxPosterBytes, maxTitleLength } from './guide-form.ts';

/** More steps than anybody follows. */
const maxChapters = 50;
const maxCaptionCharacters = 100_000;

type ReportProblem = (pointer: string, code: string, detail?: string) => void;

/** What goes along the film of a guide. */
export interface GuideTiming {
  captions: { vi: Cue[]; en: Cue[] };
  chapters: GuideRow['chapters'];
  paperTimes: Record<string, number>;
  /** A picture of the film; undefined where the poster stays. */
  poster: GuideFile | undefined;
}

/**
 * Parses the form of captions, steps, papers and poster.
 * @throws ProblemError `invalid-input` with every error: its field, and its line
 */
export function parseTimingForm({ fields, files }: GuideForm, { seconds }: GuideRow): GuideTiming {
  const errors: { pointer: string; code: string; detail?: string }[] = [];
  const report: ReportProblem = (pointer, code, detail) =>
    void errors.push({ pointer, code, ...(detail && { detail }) });

  const text = fields['captions'] ?? '';
  if (text.length > maxCaptionCharacters) report('/captions', 'max_length');
  const captions = parseCaptionLines(text.slice(0, maxCaptionCharacters), seconds);
  if ('faults' in captions) for (const { code, line } of captions.faults) report('/captions', code, String(line));

  const chapters = parseChapters(fields['chapters'] ?? '', seconds, report);
  const paperTimes = parsePaperTimes(fields, seconds, report);
  const poster = files.poster && parseGuideFile('poster', files.poster);
  if (files.poster && files.poster.length > maxPosterBytes) report('/poster', 'max_length');
  else if (poster && 'fault' in poster) report('/poster', poster.fault);

  if (errors.length || 'faults' in captions) throw new ProblemError('invalid-input', { errors });
  return { captions, chapters, paperTimes, poster: poster && 'fault' in poster ? undefined : poster };
}

/** One chapter per line, in order: `0:12 Mang theo giấy tờ | What to bring`. */
function parseChapters(text: string, seconds: number, report: ReportProblem): GuideRow['chapters'] {
  const chapters: GuideRow['chapters'] = [];
  const lines = text.split(/\r?\n/);
  if (lines.filter(line => line.trim()).length > maxChapters) {
    report('/chapters', 'max_length');
    return [];
  }
  for (const [i, line] of lines.entries()) {
    if (!line.trim()) continue;
    const [, time = '', titles = ''] = /^\s*([\d:.,]+)\s+(.+)$/.exec(line) ?? [];
    const at = parseExactTime(time);
    const [vi = '', ...english] = titles.split('|').map(part => part.trim());
    const en = english.join(' / ');
    const last = chapters[chapters.length - 1];
    if (at === undefined || !vi || vi.length > maxTitleLength || en.length > maxTitleLength)
      report('/chapters', 'line', String(i + 1));
    else if ((last && at <= last.at) || at >= seconds) report('/chapters', 'order', String(i + 1));
    else chapters.push({ at, title: { vi, ...(en && { en }) } });
  }
  return chapters;
}

/** Fields `paper:<name>`: the time that explains the paper. */
function parsePaperTimes(
  fields: Record<string, string>,
  seconds: number,
  report: ReportProblem,
): Record<string, number> {
  const times: Record<string, number> = {};
  for (const [name, text] of Object.entries(fields)) {
    if (!name.startsWith('paper:') || !text) continue;
    const at = parseExactTime(text);
    if (at === undefined || at >= seconds) report('/paperTimes', 'time', name.slice(6));
    else times[name.slice(6)] = at;
  }
  return times;
}
