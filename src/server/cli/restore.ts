import { restore } from '../platform/backup.ts';
import { readConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/open-database.ts';
import { texts } from './texts.ts';

export async function restoreCommand([file]: string[]): Promise<void> {
  if (!file) throw new Error(texts.usage('restore FILE'));
  const database = await openDatabase(readConfig(), { migrated: false });
  try {
    console.log(texts.rows(await restore(database, file)));
  } finally {
    await database.close();
  }
}
