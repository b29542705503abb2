import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { firstMistakes, type Mistake, OfficeMistakes, type Path } from './mistakes.ts';

/** An office file that could be read as YAML, with the places of its values. */
export interface OfficeSource {
  value: unknown;
  lineOf(path: Path): number;
  /** Whether what a value refers to is checked; everything is by default. */
  isChecked?(path: Path): boolean;
}

const maxMegabytes = 8;
/** YAML aliases can repeat a part again and again, so that a small file unpacks to gigabytes. */
const maxAliases = 100;

/**
 * Reads an office file (YAML 1.2).
 * @throws OfficeMistakes when it is not YAML
 */
export function readYaml(text: string): OfficeSource {
  if (Buffer.byteLength(text) > maxMegabytes * 1e6)
    throw new OfficeMistakes([{ line: 1, path: '', code: 'size', values: [maxMegabytes] }]);
  const lines = new LineCounter();
  // Duplicate keys are found below, in linear time.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const at = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const faults = [...document.errors, ...document.warnings].map(({ message, pos }): Mistake => {
    return { line: at(pos[0]), path: '', code: 'syntax', values: [message] };
  });
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<string>();
      for (const { key } of items) {
        const name = isScalar(key) ? String(key.value) : undefined;
        if (name === undefined || seen.has(name)) {
          const code = name === undefined ? 'map' : 'twice';
          faults.push({ line: at(startOf(key) ?? 0), path: name ?? '', code, values: [name ?? ''] });
        } else seen.add(name);
      }
    },
  });
  if (faults.length) throw new OfficeMistakes(firstMistakes(faults));
  try {
    const value: unknown = document.toJS({ maxAliasCount: maxAliases });
    return { value, lineOf: path => at(offsetOf(document, path)) };
  } catch (error) {
    const { message } = error as Error;
    const code = /alias count/i.test(message) ? 'aliases' : 'syntax';
    throw new OfficeMistakes([{ line: 1, path: '', code, values: [message] }]);
  }
}

/** Where a value stands, or the key of an entry, or the nearest part around it that is there. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isNode(key) && String(key) === String(step));
      if (!pair) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset;
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? (node as Node).range?.[0] : undefined);
