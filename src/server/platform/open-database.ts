import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { migrate, openPglite, openPostgres, type Database } from './database.ts';
import { lockFolder, type AdminCommands } from './lock.ts';

/** Opens and migrates the configured database; the embedded one under its lock, which `close` gives back. */
export async function openDatabase(
  config: Config,
  commands: (database: Database) => AdminCommands = () => ({}),
): Promise<Database> {
  if (config.databaseUrl) {
    const database = openPostgres(config.databaseUrl);
    await migrate(database);
    return database;
  }
  await mkdir(config.data, { recursive: true, mode: 0o700 });
  const registered: AdminCommands = {};
  const lock = await lockFolder(config.data, registered);
  const database = await openPglite(join(config.data, 'pg'));
  await migrate(database);
  Object.assign(registered, commands(database));
  const { close } = database;
  return {
    ...database,
    close: async () => {
      await close();
      await lock.release();
    },
  };
}
