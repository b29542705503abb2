import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const files = [
  'tokens',
  'base',
  'shell',
  'gate',
  'parts',
  'work',
  'today',
  'day',
  'builder',
  'screens',
  'guides',
  'reception',
];

/** The style sheet of the officers' site. */
export const style = files
  .map(name => readFileSync(join(import.meta.dirname, `styles/${name}.css`), 'utf8'))
  .join('\n');

/** The script of the officers' site. */
export const script = readFileSync(join(import.meta.dirname, 'desk.js'), 'utf8');

/** Short hash of a file's text: part of its address, so that it can be cached for ever. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
