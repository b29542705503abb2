import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../app.ts';
import { startJobs } from '../background/jobs.ts';
import { errorFields, logToStdout } from '../http/log.ts';
import { listen, type RunningServer } from '../http/serve.ts';
import { configuredProviders } from '../notifications/index.ts';
import { type Config, readConfig } from '../platform/config.ts';
import type { Database } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import { openDatabase } from '../platform/open-database.ts';
import { hasTrigrams } from '../platform/trigrams.ts';
import { loadMaps, openCallFeeds } from '../upstream/index.ts';
import { adminCommands } from './admin-commands.ts';
import { texts } from './texts.ts';

/** Output folder of `npm run build`. */
export const distFolder = join(import.meta.dirname, '../../../dist');

/** A running backend. */
export interface Running extends RunningServer {
  database: Database;
}

/** Opens the database, starts jobs and listens; `stop` closes them in reverse order. */
export async function runBackend(config: Config): Promise<Running> {
  const maps = config.maps ? await loadMaps(config.maps) : [];
  const database = await openDatabase(config, { commands: adminCommands });
  let jobs: Jobs | undefined;
  try {
    const providers = await configuredProviders(database.db, config.messaging, maps);
    jobs = await startJobs(database, {
      providers,
      onError: error => logToStdout({ time: new Date().toISOString(), ...errorFields(error) }),
    });
    const app = await createApp(database, {
      origins: config.origins,
      ...(existsSync(distFolder) && { dist: distFolder }),
      maps,
      jobs,
      providers,
      log: logToStdout,
      trustedProxies: config.trustedProxies,
      language: config.language,
      allowPrivateHttp: config.allowPrivateHttp,
      oidc: config.oidc,
      publicUrl: config.publicUrl,
    });
    const warnings = [...config.warnings, ...((await hasTrigrams(database.db)) ? [] : [texts.noTrigrams])];
    for (const warning of warnings) logToStdout({ time: new Date().toISOString(), warning });
    const serving = await listen(app, { port: config.port, host: config.host });
    const closeCallFeeds = openCallFeeds(maps, database.db, logToStdout);
    const stop = async () => {
      await serving.stop();
      await closeCallFeeds();
      await jobs?.stop();
      await database.close();
    };
    return { port: serving.port, database, stop };
  } catch (error) {
    await jobs?.stop();
    await database.close();
    throw error;
  }
}

export async function serveCommand(): Promise<void> {
  const running = await runBackend(readConfig());
  if (!(await running.database.db.selectFrom('agency').select('id').limit(1).executeTakeFirst()))
    logToStdout({ time: new Date().toISOString(), warning: texts.noOffice });
  console.log(texts.serving(`http://localhost:${running.port}`));
  stopOnSignal(() => running.stop());
}

/** Graceful shutdown on SIGINT and SIGTERM; a second signal ends at once. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130);
      stopping = true;
      void stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}
