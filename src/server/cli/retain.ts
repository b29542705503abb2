import { readConfig } from '../platform/config.ts';
import { runAdminCommand } from './admin-commands.ts';
import { texts } from './texts.ts';

export async function retainCommand(): Promise<void> {
  console.log(texts.rows(JSON.parse(await runAdminCommand(readConfig(), 'retain'))));
}
