import { callRunningServer } from '../platform/admin-rpc.ts';
import { readConfig } from '../platform/config.ts';
import { runAdminCommand } from './admin-commands.ts';
import { texts } from './texts.ts';

/**
 * Prints what the database of a running server holds.
 * @throws when no server answers
 */
export async function health(): Promise<void> {
  const config = readConfig();
  if (!config.databaseUrl) {
    const counts = await callRunningServer(config.data, 'health');
    if (counts === undefined) throw new Error(texts.notRunning(config.data));
    return console.log(counts);
  }
  // Others may use a PostgreSQL database too: only the port tells whether the server of this machine answers.
  const host = ['0.0.0.0', '::'].includes(config.host) ? 'localhost' : config.host;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${config.port}/health`;
  const answer = await fetch(url).catch(() => undefined);
  if (!answer?.ok) throw new Error(texts.notRunning(url));
  console.log(await runAdminCommand(config, 'health'));
}
