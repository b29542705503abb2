import { PgBoss, fromKysely, type JobWithMetadata } from 'pg-boss';
import type { Database, Tx } from './database.ts';
import { serveLines } from './line.ts';
import { deliver, giveUp, type Gateway } from './outbox.ts';
import { retain } from './retention.ts';

const deliverQueue = 'outbox-deliver';
const retentionQueue = 'retention';
const lineQueue = 'serve-lines';

const after = (due: Date | null | undefined) => (due ? { startAfter: due } : {});

/** Work that is done later, kept in the same database as everything else. */
export interface Jobs {
  /** Has a message delivered once the transaction that stored it commits. */
  deliver(tx: Tx, message: string, due?: Date | null): Promise<void>;
  stop(): Promise<void>;
}

interface JobsOptions {
  /** Where messages go; without one they stay in the outbox, visibly not sent. */
  gateway?: Gateway;
  onError?: (error: Error) => void;
}

/** Starts pg-boss on an open database. Several processes may do so; each job runs in one of them. */
export async function startJobs(database: Database, { gateway, onError = () => {} }: JobsOptions = {}): Promise<Jobs> {
  const boss = new PgBoss(database.jobs);
  boss.on('error', onError);
  await boss.start();

  await boss.createQueue(deliverQueue, { retryLimit: 8, retryDelay: 15, retryBackoff: true, retryDelayMax: 3600 });
  await boss.work<{ message: string }>(
    deliverQueue,
    { includeMetadata: true, pollingIntervalSeconds: 2 },
    async jobs => {
      for (const { data, retryCount, retryLimit } of jobs as JobWithMetadata<{ message: string }>[]) {
        try {
          await deliver(database.db, data.message, gateway);
        } catch (error) {
          if (retryCount >= retryLimit) await giveUp(database.db, data.message);
          throw error;
        }
      }
    },
  );

  // A restored backup has its messages but no jobs for them.
  const waiting = await database.db
    .selectFrom('outbox')
    .select(['id', 'due_at'])
    .where('state', '=', 'waiting')
    .execute();
  for (const { id, due_at } of waiting)
    await boss.send(deliverQueue, { message: id }, { singletonKey: id, singletonSeconds: 60, ...after(due_at) });

  await boss.createQueue(retentionQueue);
  await boss.schedule(retentionQueue, '15 2 * * *', null, { tz: 'Asia/Ho_Chi_Minh' });
  await boss.work(retentionQueue, () => retain(database.db, new Date()));

  const jobs: Jobs = {
    deliver: async (tx, message, due) => {
      await boss.send(deliverQueue, { message }, { db: fromKysely(tx), ...after(due) });
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  };

  await boss.createQueue(lineQueue);
  await boss.schedule(lineQueue, '* * * * *');
  await boss.work(lineQueue, () => serveLines(database.db, jobs, new Date()));
  return jobs;
}
