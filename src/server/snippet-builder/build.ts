import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What `npm run build` made: `dist/build.json`. */
export interface Build {
  /** Name of the folder that never changes what it serves. */
  folder: string;
  files: Record<string, { integrity: string }>;
}

/** @param dist folder with the built files */
export const readBuild = async (dist: string): Promise<Build> =>
  JSON.parse(await readFile(join(dist, 'build.json'), 'utf8')) as Build;
