import type { Cue } from './vtt.ts';

/** Captions as officers write them, in Vietnamese and, where there is one, in English. */
export interface CaptionLines {
  vi: Cue[];
  en: Cue[];
}

/** Why a line is rejected: its number (from 1) and an error code. */
export interface CaptionFault {
  line: number;
  code: 'time' | 'order' | 'end';
}

const pattern = /^(\d{1,3}):([0-5]\d(?:[.,]\d{1,3})?)\s*[-–]\s*(\d{1,3}):([0-5]\d(?:[.,]\d{1,3})?)\s+(.+)$/;

/**
 * Parses one caption a line: `0:01.5–0:04 Sentence | English`; empty lines are skipped.
 * @param seconds length of the film: no caption begins later
 */
export function parseCaptionLines(text: string, seconds: number): CaptionLines | { fault: CaptionFault } {
  const captions: CaptionLines = { vi: [], en: [] };
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (!line.trim()) continue;
    const fault = (code: CaptionFault['code']) => ({ fault: { line: i + 1, code } });
    const parts = pattern.exec(line.trim());
    if (!parts) return fault('time');
    const [from, to] = [secondsOf(parts[1], parts[2]), secondsOf(parts[3], parts[4])];
    const [vi = '', en = ''] = parts[5]!.split('|').map(part => part.trim().replace(/\s+/g, ' '));
    if (!vi) return fault('time');
    const last = captions.vi[captions.vi.length - 1];
    if (to <= from || (last && from < last.from)) return fault('order');
    if (from >= seconds) return fault('end');
    captions.vi.push({ from, to, text: vi });
    if (en) captions.en.push({ from, to, text: en });
  }
  return captions;
}

/**
 * Formats captions as lines. What stands for itself in a line, `|` and line breaks, is replaced in the text.
 * @param en put beside the Vietnamese caption of the same time
 */
export function formatCaptionLines(vi: readonly Cue[], en: readonly Cue[] = []): string {
  return vi
    .map(({ from, to, text }) => {
      const english = en.find(cue => cue.from === from && cue.to === to);
      return `${clock(from)}–${clock(to)} ${plain(text)}${english ? ` | ${plain(english.text)}` : ''}`;
    })
    .join('\n');
}

const plain = (text: string): string => text.replace(/\|/g, '/').replace(/\s+/g, ' ').trim();

const secondsOf = (minutes = '', seconds = ''): number =>
  Math.round((Number(minutes) * 60 + Number(seconds.replace(',', '.'))) * 1000) / 1000;

/** `m:ss`, with as many decimals as there are. */
function clock(time: number): string {
  const ms = Math.round(time * 1000);
  const rest = String(ms % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  const seconds = String(Math.floor(ms / 1000) % 60).padStart(2, '0');
  return `${Math.floor(ms / 60_000)}:${seconds}${rest ? `.${rest}` : ''}`;
}
