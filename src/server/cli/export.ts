import { readConfig } from '../platform/config.ts';
import { runAdminCommand, withAdminCommands } from './admin-commands.ts';

/** Prints the office file of an agency and all below it, or of all; or the imported procedures, as JSON lines. */
export async function exportCommand([agency = '']: string[]): Promise<void> {
  if (agency === 'procedures') return exportProcedures();
  process.stdout.write(await runAdminCommand(readConfig(), 'office-export', agency));
}

const exportProcedures = (): Promise<void> =>
  withAdminCommands(readConfig(), async run => {
    for (let after: string | undefined = ''; after !== undefined;) {
      const answer = JSON.parse(await run('procedures-export', after)) as { rows: unknown[]; last?: string };
      process.stdout.write(answer.rows.map(row => `${JSON.stringify(row)}\n`).join(''));
      after = answer.last;
    }
  });
