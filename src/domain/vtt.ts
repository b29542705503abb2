/** A caption: from and to in seconds, and its text. */
export interface Cue {
  from: number;
  to: number;
  text: string;
}

/** Why a caption file is rejected: the line (from 1) and an error code. */
export interface VttFault {
  line: number;
  code: 'no-header' | 'time' | 'order' | 'empty';
}

const timing =
  /^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)[.,](\d{3})\s+-->\s+(?:(\d{2,}):)?([0-5]\d):([0-5]\d)[.,](\d{3})(?:\s.*)?$/;
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', nbsp: '\u00a0', lrm: '', rlm: '' };

/**
 * Parses WebVTT (https://www.w3.org/TR/webvtt1/) to plain text; markup, notes, styles and regions are dropped.
 * Stricter than a browser, which skips invalid cues: officers are told what to fix.
 */
export function parseVtt(file: string): { cues: Cue[] } | { fault: VttFault } {
  const lines = file.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  if (!/^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? '')) return { fault: { line: 1, code: 'no-header' } };
  const cues: Cue[] = [];
  let at = blockEnd(lines, 0);
  while (at < lines.length) {
    if (!lines[at]?.trim()) at++;
    else {
      const end = blockEnd(lines, at);
      if (!/^(?:NOTE|STYLE|REGION)\b/.test(lines[at]!)) {
        const time = lines[at]!.includes('-->') ? at : at + 1;
        const times = timing.exec(time < end ? lines[time]!.trim() : '');
        if (!times) return { fault: { line: at + 1, code: 'time' } };
        const [from, to] = [seconds(times, 1), seconds(times, 5)];
        const previous = cues[cues.length - 1];
        if (to <= from || (previous && from < previous.from)) return { fault: { line: time + 1, code: 'order' } };
        const text = plain(lines.slice(time + 1, end).join(' '));
        if (text) cues.push({ from, to, text });
      }
      at = end;
    }
  }
  return cues.length ? { cues } : { fault: { line: lines.length, code: 'empty' } };
}

/** Formats cues as a WebVTT file. */
export function formatVtt(cues: readonly Cue[]): string {
  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const blocks = cues.map(({ from, to, text }) => `${clock(from)} --> ${clock(to)}\n${escaped(text)}`);
  return `WEBVTT\n\n${blocks.join('\n\n')}\n`;
}

function blockEnd(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && lines[end]!.trim()) end++;
  return end;
}

function seconds(times: RegExpExecArray, at: number): number {
  const [hours, minutes, whole, thousandths] = times.slice(at, at + 4).map(part => Number(part ?? 0));
  return (hours! * 3600_000 + minutes! * 60_000 + whole! * 1000 + thousandths!) / 1000;
}

function plain(text: string): string {
  return text
    .replace(/<[^<>]*>/g, '')
    .replace(/&(\w+);/g, (entity, name: string) => entities[name] ?? entity)
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}

function clock(time: number): string {
  const ms = Math.round(time * 1000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(ms / 3600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}
