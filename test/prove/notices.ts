import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { startJobs } from '../../src/server/background/jobs.ts';
import { agencyChain } from '../../src/server/agencies/index.ts';
import { applyTransition } from '../../src/server/dossiers/transitions.ts';
import { withAudit } from '../../src/server/platform/audit.ts';
import { type Database, migrate, openPglite } from '../../src/server/platform/database.ts';
import { addOfficer } from '../../src/server/platform/officers.ts';
import type { DossierRow } from '../../src/server/platform/schema.ts';
import { fillSample } from '../../src/server/sample/index.ts';
import { ward } from '../support/backend.ts';
import { freshPostgres } from '../support/database.ts';

const changes = Number(process.env['CHANGES'] ?? 10_000);
/** Officers at work at once. */
const officers = 8;

/**
 * Officers change the state of 10,000 dossiers, each in its transaction with step, log, undo, message and job: each
 * change enqueues its message once. Prints the rate beside bare inserts of one message each in the same run.
 */
export default async function notices(): Promise<string> {
  const server = process.env['TEST_DATABASE_URL'];
  const database = server ? await freshPostgres(server, { connections: officers * 2 }) : await openPglite();
  try {
    await migrate(database);
    await fillSample(database, new Date());
    return await run(database);
  } finally {
    await database.close();
  }
}

async function run(database: Database): Promise<string> {
  const { db, kind } = database;
  const jobs = await startJobs(database);
  const officer = await addOfficer(db, { id: 'prove', name: 'Cán bộ', agency: ward, role: 'officer' }).then(() => ({
    ...{ id: 'prove', name: 'Cán bộ', agency: ward, role: 'officer' as const, scope: [ward] },
  }));
  await sql`insert into dossier (code, agency, procedure_name, status, applicant_phone, notify, extension, task, delivery, updated_at)
    select 'H29.777-261118-' || lpad(n::text, 5, '0'), ${ward}, 'Chứng thực', 'submitted',
      '+8497' || lpad(n::text, 7, '0'), true, null, null, null, now()
    from generate_series(1, ${changes}) n`.execute(db);
  const rows: DossierRow[] = await db.selectFrom('dossier').selectAll().where('code', 'like', 'H29.777-%').execute();
  await agencyChain(db, ward);

  const changed = await atOnce(rows, row =>
    withAudit(db, tx => applyTransition({ tx, jobs, officer, now: new Date() }, row, { to: 'accepted' })),
  );
  const bare = await atOnce(rows, row =>
    db.transaction().execute(tx =>
      tx
        .insertInto('outbox')
        .values({
          ...{ agency: ward, subject: 'bare', matter: `bare:${row.id}`, recipient: row.applicant_phone!, words: 'x' },
          ...{ created_at: new Date(), state: 'replaced', last_error: null, sent_at: null },
        })
        .execute(),
    ),
  );
  await jobs.stop();

  const { rows: counted } = await sql<Record<'messages' | 'recipients' | 'events' | 'jobs', number>>`select
    (select count(*)::int from outbox where template = 'dossier.accepted') as messages,
    (select count(distinct recipient)::int from outbox where template = 'dossier.accepted') as recipients,
    (select count(distinct event)::int from outbox where template = 'dossier.accepted') as events,
    (select count(distinct data->>'message')::int from pgboss.job where name = 'outbox-deliver') as jobs`.execute(db);
  const all = { messages: changes, recipients: changes, events: changes, jobs: changes };
  assert.deepEqual(counted[0], all);
  const rate = (ms: number) => Math.round((changes / ms) * 1000);
  return `${kind}: ${changes} changes, ${changes} messages and jobs, once each; ${rate(changed)} changes/s, ${rate(bare)} bare inserts/s, ${(changed / bare).toFixed(1)} times`;
}

/** @returns milliseconds for all */
async function atOnce(rows: readonly DossierRow[], work: (row: DossierRow) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: officers }, async () => {
      while (next < rows.length) await work(rows[next++]!);
    }),
  );
  return performance.now() - start;
}
