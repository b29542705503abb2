import { freshPostgres } from '../support/database.ts';
import { fuzz, type Fuzzed } from './fuzz/run.ts';

const requests = Number(process.env['REQUESTS'] ?? 3000);
const seed = Number(process.env['SEED'] ?? 14);

/**
 * Calls each operation of the OpenAPI document with valid, boundary and hostile values, sends every form of the
 * officers' site and raw bytes: no 5xx, documented statuses only, valid answers, each within 30 seconds, no
 * unexpected log line. On PGlite, and on PostgreSQL where `TEST_DATABASE_URL` is set. `REQUESTS` is their number,
 * `SEED` the seed.
 */
export default async function fuzzAll(): Promise<string> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) return report('PGlite', await fuzz(requests, seed));
  const databases = [await freshPostgres(server), await freshPostgres(server)];
  try {
    const half = Math.ceil(requests / 2);
    const postgres = await fuzz(
      half,
      seed,
      databases.map(({ url }) => url),
    );
    return `${report('PostgreSQL', postgres)}\n${report('PGlite', await fuzz(requests - half, seed + 1_000_000))}`;
  } finally {
    for (const database of databases) await database.close();
  }
}

function report(name: string, { requests, slowest, health, idle, longest, byStatus }: Fuzzed): string {
  const statuses = Object.entries(byStatus).map(([status, count]) => `${status}: ${count}`);
  return [
    `${name}: ${requests} requests, seed ${seed}, none wrong (${statuses.join(', ')})`,
    `  slowest answer ${Math.round(slowest.ms)} ms (${slowest.what})`,
    `  /health p99 ${health.toFixed(1)} ms, ${(health / idle).toFixed(1)} times an idle server's ${idle.toFixed(1)} ms`,
    `  longest block of the event loop ${Math.round(longest)} ms`,
  ].join('\n');
}
