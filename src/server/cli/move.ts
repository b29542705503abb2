import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup, restore } from '../platform/backup.ts';
import { readConfig } from '../platform/config.ts';
import { openPostgres } from '../platform/database.ts';
import { FolderInUse } from '../platform/lock.ts';
import { openDatabase } from '../platform/open-database.ts';
import { texts } from './texts.ts';

/** Copies everything from the embedded database to PostgreSQL; the embedded one is unchanged. */
export async function move([url]: string[]): Promise<void> {
  if (!url) throw new Error(texts.usage('move DATABASE_URL'));
  const from = await openDatabase({ ...readConfig(), databaseUrl: undefined }).catch((error: unknown) => {
    throw error instanceof FolderInUse ? new Error(texts.stopFirst) : error;
  });
  const to = openPostgres(url);
  const folder = await mkdtemp(join(tmpdir(), 'motcua-move-'));
  try {
    const file = join(folder, 'all.gz');
    const written = await backup(from, file);
    const read = await restore(to, file);
    for (const [table, count] of Object.entries(written)) {
      if ((read[table] ?? 0) !== count) throw new Error(`${table}: ${count} rows left, ${read[table] ?? 0} arrived`);
    }
    console.log(texts.rows(read));
  } finally {
    await rm(folder, { recursive: true, force: true });
    await to.close();
    await from.close();
  }
}
