import { readConfig } from '../config.ts';
import { errand } from '../errands.ts';

export async function health(): Promise<void> {
  console.log(await errand(readConfig(), 'health'));
}
