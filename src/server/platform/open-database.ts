import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AdminCommands } from './admin-rpc.ts';
import type { Config } from './config.ts';
import { type Database, migrate, openPglite, openPostgres } from './database.ts';
import { lockFolder } from './lock.ts';

/** Options of `openDatabase`. */
interface OpenOptions {
  /** Admin commands that this process runs for `motcua`; none by default. */
  commands?: (database: Database) => AdminCommands;
  /** False skips migrations, for a restore; true by default. */
  migrated?: boolean;
}

/**
 * Opens and migrates the configured database; the embedded one under its lock, which `close` releases.
 * @throws FolderInUse when another process has the embedded database open
 */
export async function openDatabase(
  config: Config,
  { commands = () => ({}), migrated = true }: OpenOptions = {},
): Promise<Database> {
  if (config.databaseUrl) {
    const database = openPostgres(config.databaseUrl);
    if (migrated) await migrate(database);
    return database;
  }
  await mkdir(config.data, { recursive: true, mode: 0o700 });
  const registered: AdminCommands = {};
  const lock = await lockFolder(config.data, registered);
  const database = await openPglite(join(config.data, 'pg'));
  if (migrated) await migrate(database);
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
