import { readConfig } from '../platform/config.ts';
import { runAdminCommand } from './admin-commands.ts';

export async function health(): Promise<void> {
  console.log(await runAdminCommand(readConfig(), 'health'));
}
