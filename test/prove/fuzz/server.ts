import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { MappedApi } from '../../../src/mapping/index.ts';
import { createApp } from '../../../src/server/app.ts';
import { startJobs } from '../../../src/server/background/jobs.ts';
import { errorFields } from '../../../src/server/http/log.ts';
import { listen } from '../../../src/server/http/serve.ts';
import { migrate, openPglite, openPostgres } from '../../../src/server/platform/database.ts';
import { officerHeaders } from '../../support/desk.ts';
import { fillSample } from '../../../src/server/sample/index.ts';
import { monday } from '../../support/database.ts';

/**
 * The fuzzed server process: with sample data, jobs, a map where `MAP` names one, and a clock that starts on a Monday
 * morning. Prints its port and an officer's headers, and its own measurements on request.
 */
const url = process.env['DATABASE_URL'];
const database = url ? openPostgres(url) : await openPglite();
await migrate(database);
await fillSample(database, monday);
const faults: unknown[] = [];
const jobs = await startJobs(database, { onError: error => faults.push(errorFields(error)) });
const map = process.env['MAP'];
const started = Date.now();
const app = await createApp(database, {
  clock: () => new Date(monday.getTime() + Date.now() - started),
  jobs,
  trustedProxies: 'any',
  dist: join(import.meta.dirname, '../../../dist'),
  origins: ['https://portal.example'],
  ...(map && { maps: [new MappedApi(JSON.parse(map))] }),
  log: line => {
    if (line['error']) faults.push(line);
  },
});
const { port } = await listen(app, { port: 0 });
const officer = await officerHeaders(database.db, 'fuzz', { role: 'lead' });
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const codes = await database.db.selectFrom('dossier').select('code').orderBy('code').execute();
process.send?.({ port, officer, codes: codes.map(({ code }) => code) });
process.on('message', () => {
  process.send?.({ longest: delay.max / 1e6, faults });
  delay.reset();
  faults.length = 0;
});
