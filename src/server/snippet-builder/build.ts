import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** `dist/build.json`, written by `npm run build`. */
export interface Build {
  /** Name of the folder with immutable files. */
  folder: string;
  files: Record<string, { integrity: string }>;
}

/**
 * Reads `build.json`.
 * @param dist folder with the built files
 */
export const readBuild = async (dist: string): Promise<Build> =>
  JSON.parse(await readFile(join(dist, 'build.json'), 'utf8')) as Build;
