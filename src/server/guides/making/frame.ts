import { guideTexts } from '../officer-pages.texts.ts';
import { drawings } from './drawings.ts';
import type { Scene } from './guide-script.ts';

/** Size of a drawn film, in pixels. */
export const frameSize = { width: 640, height: 360 };

const { step: stepOf, label } = guideTexts.vi;
const colours = { ink: '#15202b', muted: '#4a5866', accent: '#0b4f8a', soft: '#e8f0f9', line: '#cdd5dd' };

/** The poster of a guide, as SVG. */
export function posterFrame(title: string): string {
  const lines = wrap(title, 38, 544);
  const top = 180 - lines.length * 25;
  return svg(
    `<rect width="640" height="360" fill="${colours.soft}"/>` +
      text(label, 48, top, 24, colours.accent, 600) +
      lines.map((line, i) => text(line, 48, top + 50 + i * 50, 38, colours.ink, 700)).join(''),
  );
}

/**
 * The picture while a sentence of a chapter is spoken, as SVG: the drawing, the chapter, and the labels so far.
 * @param sentence position in the chapter, from 0
 */
export function sentenceFrame(
  { title, drawing, sentences }: Scene,
  step: number,
  steps: number,
  sentence: number,
): string {
  const labels = sentences
    .slice(0, sentence + 1)
    .map(({ label }, i) => ({ label, isNow: i === sentence }))
    .filter(({ label }) => label);
  let y = 84;
  const heading = wrap(title.vi, 31, 372).map(line => text(line, 244, (y += 40) - 40, 31, colours.ink, 700));
  y += 6;
  const list = labels.map(({ label = '', isNow }) => {
    const lines = wrap(label, 25, 350);
    const mark = `<rect x="244" y="${y - 24}" width="6" height="${lines.length * 35}" fill="${isNow ? colours.accent : colours.line}"/>`;
    const drawn = lines.map(line => text(line, 264, (y += 35) - 35, 25, colours.ink, isNow ? 700 : 400));
    y += 10;
    return mark + drawn.join('');
  });
  return svg(
    `<rect width="640" height="360" fill="#fff"/><rect width="220" height="350" fill="${colours.soft}"/>` +
      `<rect y="350" width="640" height="10" fill="${colours.accent}"/>` +
      `<g transform="translate(25 90) scale(${170 / 24})">${drawings[drawing] ?? ''}</g>` +
      text(stepOf(step + 1, steps), 244, 48, 20, colours.muted, 600) +
      heading.join('') +
      list.join(''),
  );
}

function svg(content: string): string {
  const { width, height } = frameSize;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`;
}

function text(words: string, x: number, y: number, size: number, fill: string, weight: number): string {
  const escaped = words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return `<text x="${x}" y="${y}" font-family="Noto Sans, DejaVu Sans, sans-serif" font-size="${size}" font-weight="${weight}" fill="${fill}">${escaped}</text>`;
}

/** Mean width of a bold letter, in parts of the font size: nothing here measures text. */
const letterWidth = 0.57;

/** Breaks words into lines that fit a width. */
function wrap(words: string, size: number, width: number): string[] {
  const room = Math.floor(width / (size * letterWidth));
  const lines: string[] = [''];
  for (const word of words.split(' ')) {
    const last = lines[lines.length - 1]!;
    if (last && last.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}
