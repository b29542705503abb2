import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BadMap, type MappedApi, mistakeText } from '../../mapping/index.ts';
import { readMap } from './read-map.ts';

/**
 * Loads a map, or all maps of a folder in the order of their names.
 * @throws with every error of every file: the server does not start with a wrong map
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
