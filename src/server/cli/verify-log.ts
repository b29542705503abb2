import type { ChainReport } from '../platform/audit.ts';
import { readConfig } from '../platform/config.ts';
import { runAdminCommand } from './admin-commands.ts';
import { texts } from './texts.ts';

/** Looks through the log of each agency; fails when an entry was changed, put between or taken away. */
export async function verifyLogCommand(): Promise<void> {
  const verified = JSON.parse(await runAdminCommand(readConfig(), 'verify-log')) as ChainReport[];
  for (const each of verified) console.log(texts.chain(each));
  if (verified.some(({ broken }) => broken !== undefined)) process.exitCode = 1;
}
