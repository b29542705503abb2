import { readConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/open-database.ts';
import { fillSample } from '../sample/index.ts';
import { texts } from './texts.ts';

export async function sample(): Promise<void> {
  const database = await openDatabase(readConfig());
  try {
    if (!(await fillSample(database, new Date()))) throw new Error(texts.alreadyFilled);
  } finally {
    await database.close();
  }
}
