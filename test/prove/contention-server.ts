import { createApp } from '../../src/server/app.ts';
import { listen } from '../../src/server/http/serve.ts';
import { openPostgres } from '../../src/server/platform/database.ts';
import { monday } from '../support/database.ts';

/** A server process on the database of `DATABASE_URL`, with fifty connections by default. */
const database = openPostgres(process.env['DATABASE_URL'] ?? '', {
  connections: Number(process.env['CONNECTIONS'] ?? 50),
});
const app = await createApp(database, { clock: () => monday, trustedProxies: 'any' as const });
const { port } = await listen(app, { port: 0, host: '127.0.0.1' });
process.stdout.write(`listening ${port}\n`);
