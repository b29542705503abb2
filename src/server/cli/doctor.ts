import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { BadMap, mistakeText } from '../../mapping/index.ts';
import {
  declaresCapabilities,
  doctorTexts,
  type ExaminationResult,
  examine,
  operationsOf,
  readMap,
} from '../upstream/index.ts';
import { texts } from './texts.ts';

const longestShown = 2000;

/** Checks a map: errors with line and hint, then each operation, raw and mapped, and what a browser would block. */
export async function doctor(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { origin: { type: 'string' }, writes: { type: 'boolean' } },
  });
  const [file, ...wanted] = positionals;
  if (!file) throw new Error(texts.usage('doctor FILE [operation …] [--origin https://PORTAL] [--writes]'));
  const map = await readMap(await readFile(file, 'utf8')).catch((error: unknown) => {
    if (error instanceof BadMap) throw new Error(`${file}\n${error.mistakes.map(mistakeText).join('\n')}`);
    throw error;
  });
  if (!declaresCapabilities(map)) console.log(texts.noOffer);
  let failed = 0;
  for (const operation of operationsOf(map)) {
    if (wanted.length && !wanted.includes(operation.name)) continue;
    const examined = await examine(map, operation, { origin: values.origin, writes: values.writes ?? false });
    if (examined.result === 'failed') failed++;
    console.log(report(examined));
  }
  if (failed) process.exitCode = 1;
}

function report({ operation, result, why, exchanges: exchanged, answer, findings }: ExaminationResult): string {
  const short = (text: string) => (text.length > longestShown ? `${text.slice(0, longestShown)} …` : text);
  return [
    `\n== ${operation}: ${doctorTexts.results[result]}${why ? ` (${why})` : ''}`,
    ...exchanged.flatMap(({ method, url, body, status, text, failure }) => [
      `  > ${method} ${url}${body === undefined ? '' : `\n    ${short(body)}`}`,
      `  < ${status ?? failure ?? ''} ${short(text ?? '').trim()}`,
    ]),
    ...(answer === undefined ? [] : [`  = ${JSON.stringify(answer, null, 2).replaceAll('\n', '\n    ')}`]),
    ...findings.map(finding => `  ! ${doctorTexts.finding(finding)}`),
  ].join('\n');
}
