import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';
import leven from 'leven';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BadMap, checkMap, knownKeys, MappedApi, type Mistake } from '../../mapping/index.ts';
import { texts } from '../../mapping/texts.ts';
import { tryRecorded } from './recorded.ts';

/** The folder of our presets. */
const presetFolder = join(import.meta.dirname, '../../mapping/presets');

/** The names of our presets. */
export const presetNames = async (): Promise<string[]> =>
  (await readdir(presetFolder)).filter(file => file.endsWith('.json')).map(file => file.slice(0, -5));

/**
 * Parses a map.
 * @throws BadMap with every error, its line, and a suggestion where possible
 */
export async function readMap(text: string): Promise<MappedApi> {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: false, disallowComments: true });
  if (errors.length || !tree)
    throw new BadMap(
      errors.map(({ offset }) => ({
        path: [],
        message: texts.notJson,
        hint: texts.jsonHint,
        line: lineOf(text, offset),
      })),
    );
  const file: unknown = JSON.parse(text);
  const { preset } = Object(file) as { preset?: unknown };
  try {
    const map = new MappedApi(file, typeof preset === 'string' ? await readPreset(preset) : undefined);
    const mistakes = checkMap(map.file);
    if (!mistakes.length) mistakes.push(...(await tryRecorded(map)));
    if (mistakes.length) throw new BadMap(mistakes);
    return map;
  } catch (error) {
    if (!(error instanceof BadMap)) throw error;
    throw new BadMap(error.mistakes.map(mistake => withLine(mistake, text, tree)));
  }
}

/** Loads a preset by name, or by the file name that a page uses. */
async function readPreset(name: string): Promise<unknown> {
  const known = await presetNames();
  const wanted = name
    .split('/')
    .at(-1)!
    .replace(/\.json$/, '');
  const path = join(presetFolder, `${wanted}.json`);
  if (!known.includes(wanted) || !existsSync(path))
    throw new BadMap([{ path: ['preset'], message: texts.noPreset(wanted), hint: texts.oneOf(known) }]);
  return JSON.parse(await readFile(path, 'utf8')) as unknown;
}

/** Adds the line, and the key that was probably meant. */
function withLine(mistake: Mistake, text: string, tree: Node): Mistake {
  const { path, message } = mistake;
  let node: Node | undefined;
  for (let length = path.length; length >= 0 && !node; length--) node = findNodeAtLocation(tree, path.slice(0, length));
  const line = node && lineOf(text, (node.parent?.type === 'property' ? node.parent : node).offset);
  const hint = mistake.hint ?? (message === texts.unknownKey ? suggestKey(path) : undefined);
  return { ...mistake, ...(line && { line }), ...(hint && { hint }) };
}

function suggestKey(path: Mistake['path']): string | undefined {
  const wrong = String(path.at(-1));
  const keys = knownKeys(path.slice(0, -1));
  const [nearest] = [...keys].sort((a, b) => leven(wrong, a) - leven(wrong, b));
  if (nearest && leven(wrong, nearest) <= Math.max(2, wrong.length / 3)) return texts.didYouMean(nearest);
  return keys.length ? texts.oneOf(keys) : undefined;
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;
