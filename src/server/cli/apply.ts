import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '../platform/config.ts';
import { runAdminCommand } from './admin-commands.ts';
import { texts } from './texts.ts';

const usage = 'apply FILE [--dry-run] [--confirm COUNT --reason TEXT]';

/** @throws for a file that is not UTF-8 */
function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    throw error instanceof TypeError ? new Error(texts.notUtf8(file)) : error;
  }
}

/** Makes the agencies of an office file as it says, or tells what that would change. */
export async function applyCommand(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' }, confirm: { type: 'string' }, reason: { type: 'string' } },
  });
  const [file] = positionals;
  if (!file || positionals.length > 1 || (values.confirm !== undefined && !/^\d{1,9}$/.test(values.confirm)))
    throw new Error(texts.usage(usage));
  const config = readConfig();
  const input = {
    text: readText(file),
    language: config.language,
    dryRun: values['dry-run'],
    confirm: values.confirm === undefined ? undefined : Number(values.confirm),
    reason: values.reason,
  };
  const { ok, report } = JSON.parse(await runAdminCommand(config, 'office-apply', JSON.stringify(input))) as {
    ok: boolean;
    report: string;
  };
  console.log(report);
  if (!ok) process.exitCode = 1;
}
