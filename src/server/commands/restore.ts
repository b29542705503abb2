import { restore } from '../backup.ts';
import { readConfig } from '../config.ts';
import { openDatabase } from '../open.ts';
import { texts } from './texts.ts';

export async function restoreCommand([file]: string[]): Promise<void> {
  if (!file) throw new Error(texts.usage('restore FILE'));
  const database = await openDatabase(readConfig());
  try {
    console.log(texts.rows(await restore(database, file)));
  } finally {
    await database.close();
  }
}
