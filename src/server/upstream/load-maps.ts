import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BadMap, type MappedApi, mistakeText } from '../../mapping/index.ts';
import { readMap } from './read-map.ts';

/**
 * The maps of a folder, or of one file, in the order of their names.
 * @throws an error with every mistake of every file: a gateway does not start with a map that is wrong
 */
export async function loadMaps(path: string): Promise<MappedApi[]> {
  const files = (await stat(path)).isDirectory()
    ? (await readdir(path))
        .filter(file => file.endsWith('.json'))
        .sort()
        .map(file => join(path, file))
    : [path];
  const maps: MappedApi[] = [];
  const mistakes: string[] = [];
  for (const file of files) {
    try {
      maps.push(await readMap(await readFile(file, 'utf8')));
    } catch (error) {
      if (!(error instanceof BadMap)) throw error;
      mistakes.push(...error.mistakes.map(mistake => `${file}: ${mistakeText(mistake)}`));
    }
  }
  if (mistakes.length) throw new Error(mistakes.join('\n'));
  return maps;
}
