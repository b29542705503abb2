import { visit } from 'jsonc-parser';
import { invalidInput } from '../../platform/problem.ts';

/**
 * Parses JSON in UTF-8 in which no object has a key twice: readers differ on which of the two counts (RFC 8259, 4).
 * @throws ProblemError `invalid-input`
 */
export function parseOnce(body: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw invalidInput('/', 'encoding');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalidInput('/', 'json');
  }
  const repeated = repeatedKey(text);
  if (repeated !== undefined) throw invalidInput('/', 'duplicate', repeated.slice(0, 60));
  return value;
}

/** Lists in lists in lists; records have three levels. */
const maxDepth = 20;

function repeatedKey(text: string): string | undefined {
  const open: Set<string>[] = [];
  let repeated: string | undefined;
  if (depthOf(text) > maxDepth) throw invalidInput('/', 'depth');
  visit(text, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: name => {
      const keys = open.at(-1);
      if (keys?.has(name)) repeated ??= name;
      keys?.add(name);
    },
  });
  return repeated;
}

/** How deep the brackets of a valid JSON text are nested. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/g))
    if (bracket === '[' || bracket === '{') deepest = Math.max(deepest, ++depth);
    else if (bracket === ']' || bracket === '}') depth--;
  return deepest;
}
