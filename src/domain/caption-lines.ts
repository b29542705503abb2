import { formatExactTime, parseExactTime } from './video-time.ts';
import type { Cue } from './vtt.ts';

/** Captions as officers write them, in Vietnamese and, where there is one, in English. */
export interface CaptionLines {
  vi: Cue[];
  en: Cue[];
}

/** Why a line is rejected: its number (from 1) and an error code. */
export interface CaptionFault {
  line: number;
  code: 'time' | 'text' | 'order' | 'end';
}

const maxFaults = 20;

const pattern = /^([\d:.,]+)\s*[-–]\s*([\d:.,]+)\s+(.*)$/;

/**
 * Parses one caption a line: `0:01.5–0:04 Sentence | English`; empty lines are skipped.
 * @param seconds length of the film: no caption begins later
 */
export function parseCaptionLines(text: string, seconds: number): CaptionLines | { faults: CaptionFault[] } {
  const captions: CaptionLines = { vi: [], en: [] };
  const faults: CaptionFault[] = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (!line.trim()) continue;
    const fault = (code: CaptionFault['code']) =>
      void (faults.length < maxFaults && faults.push({ line: i + 1, code }));
    const parts = pattern.exec(line.trim());
    const [from, to] = [parseExactTime(parts?.[1] ?? ''), parseExactTime(parts?.[2] ?? '')];
    const [vi = '', ...english] = (parts?.[3] ?? '').split('|').map(part => part.trim().replace(/\s+/g, ' '));
    const en = english.join(' / ');
    const last = captions.vi[captions.vi.length - 1];
    if (from === undefined || to === undefined) fault('time');
    else if (!vi) fault('text');
    else if (to <= from || (last && from < last.from)) fault('order');
    // Lengths are whole seconds: a film of 10.4 s counts as 10.
    else if (from >= seconds + 1) fault('end');
    else {
      captions.vi.push({ from, to, text: vi });
      if (en) captions.en.push({ from, to, text: en });
    }
  }
  return faults.length ? { faults } : captions;
}

/**
 * Formats captions as lines. What stands for itself in a line, `|` and line breaks, is replaced in the text.
 * @param en put beside the Vietnamese caption of the same time
 */
export function formatCaptionLines(vi: readonly Cue[], en: readonly Cue[] = []): string {
  const rest = [...en];
  return vi
    .map(({ from, to, text }) => {
      const at = rest.findIndex(cue => cue.from === from && cue.to === to);
      const [english] = at < 0 ? [] : rest.splice(at, 1);
      const times = `${formatExactTime(from)}–${formatExactTime(to)}`;
      return `${times} ${plain(text)}${english ? ` | ${plain(english.text)}` : ''}`;
    })
    .join('\n');
}

const plain = (text: string): string => text.replace(/\|/g, '/').replace(/\s+/g, ' ').trim();
