import { readConfig } from '../platform/config.ts';
import { errand } from './admin-commands.ts';

export async function health(): Promise<void> {
  console.log(await errand(readConfig(), 'health'));
}
