import { sql } from 'kysely';
import { fromKysely, type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss';
import { processWaitlists, remindForTomorrow } from '../booking/index.ts';
import { deliver, failForGood, Providers, removeOldRates, settleInterrupted } from '../notifications/index.ts';
import type { Database } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import { applyRetention } from './retention.ts';

const deliverQueue = 'outbox-deliver';
const retentionQueue = 'retention';
const waitlistQueue = 'serve-lines';
const reminderQueue = 'appointment-reminders';

/** The jobs of a process that has died are taken up by another when their heartbeat is missed. */
const deliverOptions = {
  ...{ retryLimit: 8, retryDelay: 15, retryBackoff: true, retryDelayMax: 3600 },
  heartbeatSeconds: 30,
};

/** Codes wait behind no thousand reminders. */
const awaitedPriority = 10;
const priorityOf = (isAwaited: boolean | undefined) => (isAwaited ? { priority: awaitedPriority } : {});

const startAfter = (due: Date | null | undefined) => (due ? { startAfter: due } : {});

interface JobsOptions {
  /** Send messages; without one they are stored as not sent. */
  providers?: Providers;
  onError?: (error: Error) => void;
}

type DeliverJob = JobWithMetadata<{ message: string }>;

async function runDelivery({ db }: Database, boss: PgBoss, job: DeliverJob, providers: Providers): Promise<JobResult> {
  const { id, data, retryCount, retryLimit } = job;
  try {
    const delivery = await deliver(db, data.message, providers);
    // Above the throughput: not a failure, so it costs no retry.
    if (delivery !== 'done')
      await boss.send(deliverQueue, data, { startAfter: delivery.later, ...priorityOf(delivery.isAwaited) });
    return { id, status: 'completed' };
  } catch (error) {
    // A message that its channel did not take in time goes out by SMS.
    if (retryCount >= retryLimit && (await failForGood(db, data.message))) await boss.send(deliverQueue, data);
    return { id, status: 'failed', output: { message: String(error) } };
  }
}

/** Queues waiting messages that have no job: after a restore, or of a command that ran beside the server. A lock serializes servers that start at once. */
async function enqueueOrphans(boss: PgBoss, { db }: Database): Promise<void> {
  await db.transaction().execute(async tx => {
    await sql`select pg_advisory_xact_lock(hashtextextended('outbox-orphans', 0))`.execute(tx);
    const { rows } = await sql<{ id: string; due_at: Date | null; is_awaited: boolean }>`
      select id, due_at, is_awaited from outbox where state = 'waiting' and not exists (
        select 1 from pgboss.job j
        where j.name = ${deliverQueue} and j.state < 'completed' and j.data->>'message' = outbox.id::text
      )`.execute(tx);
    const jobs = rows.map(({ id, due_at, is_awaited }) => ({
      ...{ data: { message: id }, ...startAfter(due_at), ...priorityOf(is_awaited) },
    }));
    if (jobs.length) await boss.insert(deliverQueue, jobs, { db: fromKysely(tx) });
  });
}

/** Starts pg-boss and the workers. Several processes may do so; each job runs in one of them. */
export async function startJobs(
  database: Database,
  { providers = new Providers([]), onError = () => {} }: JobsOptions = {},
): Promise<Jobs> {
  const boss = new PgBoss(database.jobs);
  boss.on('error', onError);
  await boss.start();

  await boss.createQueue(deliverQueue, deliverOptions);
  // Also for a queue of an earlier version.
  await boss.updateQueue(deliverQueue, deliverOptions);
  // In parallel, and what somebody waits for beside the rest: a slow answer of the provider delays few others.
  const workers = { includeMetadata: true, perJobResults: true, pollingIntervalSeconds: 2, batchSize: 15 } as const;
  for (const more of [{ localConcurrency: 4 }, { localConcurrency: 2, minPriority: awaitedPriority }])
    await boss.work(deliverQueue, { ...workers, ...more }, (jobs: DeliverJob[]) =>
      Promise.all(jobs.map(job => runDelivery(database, boss, job, providers))),
    );
  const recover = async () => {
    await settleInterrupted(database.db, providers, new Date());
    await enqueueOrphans(boss, database);
  };
  await recover();

  await boss.createQueue(retentionQueue);
  await boss.schedule(retentionQueue, '15 2 * * *', null, { tz: 'Asia/Ho_Chi_Minh' });
  await boss.work(retentionQueue, async () => {
    await removeOldRates(database.db, new Date());
    return applyRetention(database.db, new Date());
  });

  const jobs: Jobs = {
    deliver: async (tx, message, { due, isAwaited } = {}) => {
      const options = { db: fromKysely(tx), ...startAfter(due), ...priorityOf(isAwaited) };
      await boss.send(deliverQueue, { message }, options);
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  };

  await boss.createQueue(waitlistQueue);
  await boss.schedule(waitlistQueue, '* * * * *');
  await boss.work(waitlistQueue, async () => {
    await processWaitlists(database.db, jobs, new Date());
    await recover();
  });

  await boss.createQueue(reminderQueue);
  await boss.schedule(reminderQueue, '0 16 * * *', null, { tz: 'Asia/Ho_Chi_Minh' });
  await boss.work(reminderQueue, () => remindForTomorrow(database.db, jobs, new Date()));
  return jobs;
}
