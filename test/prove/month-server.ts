import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { monday } from '../support/database.ts';

/**
 * A server of the source tree `TREE` on PostgreSQL with sample data and a fixed clock. Prints its port, and the CPU
 * time of its process on request.
 */
const inTree = (path: string) => join(process.env['TREE']!, 'src/server', path);
const own = <T>(path: string) => import(pathToFileURL(inTree(path)).href) as Promise<T>;
// The earlier tree has all server files in one folder.
const databaseFile = existsSync(inTree('platform')) ? 'platform/database.ts' : 'database.ts';
const { createApp } = await own<typeof import('../../src/server/app.ts')>('app.ts');
const { migrate, openPostgres } = await own<typeof import('../../src/server/platform/database.ts')>(databaseFile);
const { fillSample } = await own<typeof import('../../src/server/sample/index.ts')>('sample/index.ts');
const http =
  await own<Record<'listen' | 'serve', typeof import('../../src/server/http/serve.ts').listen>>('http/serve.ts');

const database = openPostgres(process.env['DATABASE_URL']!);
await migrate(database);
await fillSample(database, monday);
// The earlier tree has other names.
const options = { clock: () => monday, trustedProxies: 'any' as const, behindProxy: true };
const { port } = await (http.listen ?? http.serve)(await createApp(database, options), { port: 0 });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.((user + system) / 1000);
});
process.send?.(port);
