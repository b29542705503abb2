import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dotsPerInch = 150;

/** Whether the tools are here that look into a PDF file (Debian: poppler-utils). */
export const canLookAtPaper = (() => {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** What a printed page says, and how much white there is to its edges. */
export interface Paper {
  pages: number;
  words: string;
  /** In millimetres: the least that is white on each side. */
  white: { left: number; top: number; right: number; bottom: number };
  /** The picture, for those who want to see it: PGM. */
  picture: Buffer;
}

/** Looks at the first page of a PDF file as at a picture. */
export function lookAt(pdf: Uint8Array): Paper {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'));
  try {
    const file = join(folder, 'ticket.pdf');
    writeFileSync(file, pdf);
    execFileSync('pdftoppm', ['-gray', '-r', String(dotsPerInch), file, join(folder, 'page')]);
    const pages = Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }))?.[1]);
    const picture = readFileSync(join(folder, `page-1.pgm`));
    const words = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    return { pages, words: words.replace(/\s+/g, ' ').trim(), white: whiteOf(picture), picture };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const ink = 200;

function whiteOf(picture: Buffer): Paper['white'] {
  const [header = '', width = '', height = ''] = /^P5\s+(\d+)\s+(\d+)\s+\d+\s/.exec(picture.toString('latin1')) ?? [];
  const [w, h] = [Number(width), Number(height)];
  const dots = picture.subarray(header.length);
  let [left, top, right, bottom] = [w, h, w, h];
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      if ((dots[y * w + x] ?? 255) > ink) continue;
      left = Math.min(left, x);
      right = Math.min(right, w - 1 - x);
      top = Math.min(top, y);
      bottom = Math.min(bottom, h - 1 - y);
    }
  const mm = (count: number) => (count / dotsPerInch) * 25.4;
  return { left: mm(left), top: mm(top), right: mm(right), bottom: mm(bottom) };
}
