import { formatInstant } from '../ui/page.ts';
import type { ApplyResult } from './apply-office.ts';
import type { OfficeTexts } from './office.texts.ts';
import type { Mistake } from './mistakes.ts';

/** What is wrong with a file, a line each. */
export function reportMistakes(texts: OfficeTexts, mistakes: readonly Mistake[]): string {
  return [...mistakes.map(mistake => mistakeText(texts, mistake)), texts.count(mistakes.length)].join('\n');
}

/** One mistake in words. */
export function mistakeText(texts: OfficeTexts, mistake: Mistake): string {
  return texts.line(mistake.line, mistake.path, mistakeWords(texts, mistake));
}

/** What is wrong, without where. */
export function mistakeWords(texts: OfficeTexts, { code, values }: Pick<Mistake, 'code' | 'values'>): string {
  const text = texts.mistakes[code] ?? code;
  return text.replace(/\{(\d)\}/g, (_, nth: string) => String(values[Number(nth)] ?? ''));
}

/** What was done, or would be. */
export function reportApply(texts: OfficeTexts, { state, changes, touched }: ApplyResult): string {
  if (state === 'nothing') return texts.nothing;
  const { cancelled, waiting, notNotified } = touched;
  const lost = cancelled + waiting;
  const lines = changes.map(
    ({ kind, id, action, fields }) =>
      `${texts.actions[action]} ${texts.kinds[kind]} ${id}${fields ? `: ${fields.join(', ')}` : ''}`,
  );
  if (lost) lines.push(texts.touched(cancelled, waiting));
  lines.push(...notNotified.map(({ number, at }) => texts.noPhone(number, formatInstant(at))));
  if (state === 'done') lines.push(texts.done(changes.length));
  else lines.push(...(lost ? [texts.confirm(lost)] : []), ...(state === 'planned' ? [texts.planned] : []));
  return lines.join('\n');
}
