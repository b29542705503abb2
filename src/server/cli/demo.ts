import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listen } from '../http/serve.ts';
import { readConfig } from '../platform/config.ts';
import type { Database } from '../platform/database.ts';
import { addOfficer, setPassword } from '../platform/officers.ts';
import { showDossier } from '../sample/dossiers.ts';
import { fillSample, sampleAgency } from '../sample/index.ts';
import { samplePortal } from '../sample/portal.ts';
import { distFolder, runBackend, stopOnSignal } from './serve.ts';
import { texts } from './texts.ts';

/** Runs the backend on `PORT` and a sample portal, of another origin, on the next port. */
export async function demo(): Promise<void> {
  if (!existsSync(join(distFolder, 'build.json'))) throw new Error(texts.noBuild);
  const config = readConfig();
  const portalPort = config.port + 1;
  const backend = await runBackend({ ...config, origins: ['*'] });
  const now = new Date();
  await fillSample(backend.database, now);
  const portal = await listen(samplePortal({ dist: distFolder, apiPort: backend.port }), {
    port: portalPort,
    host: config.host,
  });

  const show = await showDossier(backend.database.db);
  console.log(
    texts.desk(`http://localhost:${backend.port}/desk`, 'demo', await demoPassword(config.data, backend.database)),
  );
  if (show) console.log(texts.sampleCode(show.code, show.phoneLast4));
  console.log(texts.portal(`http://localhost:${portal.port}`));
  stopOnSignal(async () => {
    await portal.stop();
    await backend.stop();
  });
}

/** The password is stored beside the data, so that it survives restarts. */
async function demoPassword(data: string, { db }: Database): Promise<string> {
  const file = join(data, 'demo-officer-password');
  const known = await readFile(file, 'utf8').catch(() => undefined);
  if (known) return known;
  const password = randomBytes(9).toString('base64url');
  await addOfficer(db, { id: 'demo', name: 'Lê Thị Thu', agency: sampleAgency, role: 'lead' });
  await setPassword(db, 'demo', password);
  await writeFile(file, password, { mode: 0o600 }).catch(() => {});
  return password;
}
