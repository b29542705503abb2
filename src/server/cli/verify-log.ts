import type { ChainReport } from '../platform/audit.ts';
import { readConfig } from '../platform/config.ts';
import { runAdminCommand } from './admin-commands.ts';
import { texts } from './texts.ts';

/** Verifies the log of each agency; exits with 1 when an entry was changed, inserted or deleted. */
export async function verifyLogCommand(): Promise<void> {
  const verified = JSON.parse(await runAdminCommand(readConfig(), 'verify-log')) as ChainReport[];
  for (const each of verified) console.log(texts.chain(each));
  if (verified.some(({ broken }) => broken !== undefined)) process.exitCode = 1;
}
