import type { Verified } from '../platform/audit.ts';
import { readConfig } from '../platform/config.ts';
import { errand } from './admin-commands.ts';
import { texts } from './texts.ts';

/** Looks through the log of each agency; fails when an entry was changed, put between or taken away. */
export async function verifyLogCommand(): Promise<void> {
  const verified = JSON.parse(await errand(readConfig(), 'verify-log')) as Verified[];
  for (const each of verified) console.log(texts.chain(each));
  if (verified.some(({ broken }) => broken !== undefined)) process.exitCode = 1;
}
