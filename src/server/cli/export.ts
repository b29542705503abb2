import { readConfig } from '../platform/config.ts';
import { runAdminCommand } from './admin-commands.ts';

/** Prints the office file of an agency and all below it, or of all. */
export async function exportCommand([agency = '']: string[]): Promise<void> {
  process.stdout.write(await runAdminCommand(readConfig(), 'office-export', agency));
}
