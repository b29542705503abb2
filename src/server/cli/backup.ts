import { resolve } from 'node:path';
import { readConfig } from '../platform/config.ts';
import { runAdminCommand } from './admin-commands.ts';
import { texts } from './texts.ts';

export async function backupCommand([file]: string[]): Promise<void> {
  if (!file) throw new Error(texts.usage('backup FILE'));
  console.log(texts.rows(JSON.parse(await runAdminCommand(readConfig(), 'backup', resolve(file)))));
}
