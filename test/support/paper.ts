import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import decodeQR from 'qr/decode.js';

const dotsPerInch = 150;

/** Whether the PDF tools are installed (Debian: poppler-utils). */
export const canLookAtPaper = (() => {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Text of a printed page, and its white margins. */
export interface Paper {
  pages: number;
  words: string;
  /** In mm: the smallest margin on each side. */
  white: { left: number; top: number; right: number; bottom: number };
  /** Content of its QR code. */
  scanned: string;
  /** The picture as PGM, for debugging. */
  picture: Buffer;
}

/** Renders the first page of a PDF file. */
export function lookAt(pdf: Uint8Array): Paper {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'));
  try {
    const file = join(folder, 'ticket.pdf');
    writeFileSync(file, pdf);
    execFileSync('pdftoppm', ['-gray', '-r', String(dotsPerInch), file, join(folder, 'page')]);
    const pages = Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }))?.[1]);
    const picture = readFileSync(join(folder, `page-1.pgm`));
    const words = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    return {
      pages,
      words: words.replace(/\s+/g, ' ').trim(),
      white: whiteOf(picture),
      scanned: scan(picture),
      picture,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const ink = 200;

/** The pixels of a PGM file, by row. */
function dotsOf(picture: Buffer) {
  const [header = '', width = '', height = ''] = /^P5\s+(\d+)\s+(\d+)\s+\d+\s/.exec(picture.toString('latin1')) ?? [];
  return { width: Number(width), height: Number(height), dots: picture.subarray(header.length) };
}

function scan(picture: Buffer): string {
  const { width, height, dots } = dotsOf(picture);
  const data = new Uint8Array(width * height * 3);
  dots.forEach((dot, i) => data.fill(dot, i * 3, i * 3 + 3));
  return decodeQR({ width, height, data });
}

function whiteOf(picture: Buffer): Paper['white'] {
  const { width: w, height: h, dots } = dotsOf(picture);
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
