import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync(join(import.meta.dirname, '../../docs/mapping.md'), 'utf8');

interface WalkedMap extends Record<string, unknown> {
  operations: Record<string, { answer: Record<string, unknown> }>;
  define?: Record<string, unknown>;
}

/**
 * The map that a reader of docs/mapping.md has written, with the URL of a system.
 * @param until the last step
 */
export function walkThrough(base: string, until = 99): WalkedMap {
  let map: WalkedMap | undefined;
  for (const step of page.split(/^(?=\*\*\d+\.\*\* )/m).slice(1)) {
    const number = Number(/\d+/.exec(step)?.[0]);
    const [, block] = /```json\n([^]*?)```/.exec(step) ?? [];
    if (!block || number > until) continue;
    const value = JSON.parse(block.replaceAll('https://xa.example', base)) as Record<string, unknown>;
    const said = step.slice(0, step.indexOf('```'));
    if (said.includes('Make `motcua-map.json`')) map = value as WalkedMap;
    else if (said.includes('Add to `operations`')) Object.assign(map!.operations, value);
    else if (said.includes('Add to `define`')) map!.define = value;
    else if (said.includes('Set `booking` in `capabilities.read`'))
      map!.operations['capabilities.read']!.answer['booking'] = value;
    else throw new Error(`a step that does not say what to do: ${said.slice(0, 80)}`);
  }
  return map!;
}

/** The JSON of a step. */
export const walkThroughPaste = (): string => /```html\n([^]*?)```/.exec(page)?.[1] ?? '';
