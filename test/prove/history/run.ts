import type { Database } from '../../../src/server/platform/database.ts';
import { ward } from '../../support/backend.ts';
import { faultsOf } from './check.ts';
import { play } from './play.ts';
import { type Backend, Clock, keepLog, makeDesk } from './world.ts';

interface Run {
  database: Database;
  backend: Backend;
  count: number;
  /** Seed of the first history; incremented for each. */
  seed?: number;
  kill?: () => Promise<void>;
  /** Stops at the first violation. */
  once?: boolean;
  /** Called after each history. */
  told?: (played: Played) => void;
}

/** Result of several histories. */
export interface Played {
  faults: string[];
  histories: number;
  operations: number;
  done: number;
}

/** Plays histories on a database with sample data, and checks each. */
export async function histories({ database, backend, count, seed = 1, kill, once, told }: Run): Promise<Played> {
  const clock = new Clock();
  const options = { clock: () => clock.now, trustedProxies: 'any' as const };
  const apps = [await backend.createApp(database, options), await backend.createApp(database, options)];
  await backend.addOfficer(database.db, { id: 'prover', name: 'Prover', agency: ward, role: 'lead' });
  await keepLog(database);
  const played: Played = { faults: [], histories: 0, operations: 0, done: 0 };
  for (let i = 0; i < count; i++) {
    clock.now = new Clock().now;
    const name = `h${i}`;
    await makeDesk(database, name);
    const history = await play({ name, seed: seed + i, database, backend, apps, clock, ...(kill && { kill }) });
    played.histories++;
    played.operations += history.events.length;
    played.done += history.events.filter(({ outcome }) => outcome.kind === 'done').length;
    for (const fault of await faultsOf(database, history)) played.faults.push(`history ${seed + i}: ${fault}`);
    // Its waitlist is emptied: all waitlists are processed at once, and would slow down the next history.
    await database.db.deleteFrom('waiting').where('service', '=', name).execute();
    told?.(played);
    if (once && played.faults.length) break;
  }
  return played;
}
