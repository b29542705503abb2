import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { PgBoss } from 'pg-boss';
import { startJobs } from '../../../src/server/background/jobs.ts';
import { applyRetention } from '../../../src/server/background/retention.ts';
import { deliver, failForGood } from '../../../src/server/notifications/deliver.ts';
import { enqueue, messageLimits } from '../../../src/server/notifications/outbox.ts';
import { jsonProvider } from '../../../src/server/notifications/providers/json-provider.ts';
import { Providers } from '../../../src/server/notifications/providers/provider.ts';
import type { Database } from '../../../src/server/platform/database.ts';
import type { Jobs } from '../../../src/server/platform/jobs.ts';
import { ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { eventually } from '../../support/eventually.ts';

const message = {
  agency: ward,
  subject: 'dossier:H29',
  matter: 'dossier:H29',
  recipient: '+84912345678',
  words: 'Hồ sơ …0042 đã có kết quả.',
};

describe('The outbox', () => {
  let database: Database;
  let jobs: Jobs | undefined;
  const received: { id: string; to: string; text: string; key: string | undefined }[] = [];
  let broken = false;
  const gateway = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => (body += chunk));
    request.on('end', () => {
      if (broken) return void response.writeHead(500).end();
      received.push({ ...JSON.parse(body), key: request.headers['idempotency-key'] });
      response.end();
    });
  });
  const url = () => `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`;
  const providers = () => new Providers([jsonProvider(url(), { perMinute: 10_000 })]);
  let puts = 0;
  const put = async (more: Partial<Parameters<typeof enqueue>[2]> = {}, now = monday) => {
    const one = { ...message, matter: `dossier:${++puts}`, recipient: `+8491234${5000 + puts}`, ...more };
    await database.db.transaction().execute(tx => enqueue(tx, jobs, one, new Date(now.getTime() + puts)));
    return (await database.db.selectFrom('outbox').selectAll().orderBy('created_at', 'desc').execute()).at(0) as {
      id: string;
    };
  };
  const state = async (id: string) =>
    database.db
      .selectFrom('outbox')
      .select(['state', 'attempts', 'last_error'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
  const until = (test: () => Promise<boolean>) => eventually(async () => assert.ok(await test()));

  before(async () => {
    database = await testDatabase();
    await new Promise<void>(resolve => gateway.listen(0, resolve));
  });
  after(async () => {
    await jobs?.stop();
    await database.close();
    gateway.close();
  });

  it('keeps a message visibly unsent where no gateway is connected', async () => {
    const { id } = await put();
    await deliver(database.db, id, new Providers([]));
    assert.deepEqual(await state(id), { state: 'not-sent', attempts: 0, last_error: 'no-gateway' });
    await database.db.deleteFrom('outbox').execute();
  });

  it('says why a gateway did not take a message, and gives up visibly', async () => {
    broken = true;
    const { id } = await put();
    await assert.rejects(deliver(database.db, id, providers()), /HTTP 500/);
    assert.equal(await failForGood(database.db, id), false);
    assert.deepEqual(await state(id), { state: 'not-sent', attempts: 1, last_error: 'HTTP 500' });
    broken = false;
    await database.db.deleteFrom('outbox').execute();
  });

  it('delivers what was stored before and after the jobs started, each once, under its own key', async () => {
    const before = await put();
    jobs = await startJobs(database, { providers: providers() });
    await put();

    await until(async () => received.length >= 2);
    await until(async () => (await state(before.id)).state === 'sent');
    assert.equal(received.length, 2);
    assert.deepEqual(received.map(({ to, text }) => [to, text]).sort(), [
      [`+8491234${5000 + puts - 1}`, 'Ho so ...0042 da co ket qua.'],
      [`+8491234${5000 + puts}`, 'Ho so ...0042 da co ket qua.'],
    ]);
    assert.ok(received.every(({ id, key }) => id === key));
    await deliver(database.db, before.id, providers());
    assert.equal(received.length, 2);
  });

  it('are sent with diacritics where the agency wants so', async () => {
    const { settings } = await database.db
      .selectFrom('agency')
      .select('settings')
      .where('id', '=', ward)
      .executeTakeFirstOrThrow();
    const set = (value: object) =>
      database.db
        .updateTable('agency')
        .set({ settings: JSON.stringify(value) })
        .where('id', '=', ward)
        .execute();
    await set({ ...settings, messages: { accents: true } });
    const { id } = await put();
    await until(async () => (await state(id)).state === 'sent');
    assert.equal(received.find(each => each.id === id)?.text, message.words);
    await set(settings);
  });

  it('sends nothing of a change that was rolled back', async () => {
    const count = received.length;
    await assert.rejects(
      database.db.transaction().execute(async tx => {
        await enqueue(tx, jobs, message, monday);
        throw new Error('rolled back');
      }),
    );
    await put();
    await until(async () => received.length > count);
    assert.equal(received.length, count + 1);
  });

  it('takes a message back when a newer one says what became of the same matter', async () => {
    await jobs?.stop();
    jobs = undefined;
    const about = { matter: 'appointment:1', recipient: '+84912000001' };
    const old = await put({ ...about, words: 'lúc 08:00' });
    const other = await put({ ...about, matter: 'appointment:2', words: 'khác' });
    const fresh = await put({ ...about, words: 'lúc 09:00' });
    const count = received.length;
    for (const { id } of [old, other, fresh]) await deliver(database.db, id, providers());
    assert.deepEqual(
      received.slice(count).map(({ text }) => text),
      ['khac', 'luc 09:00'],
    );
    assert.equal((await state(old.id)).state, 'replaced');
  });

  it('sends one phone few messages about one ticket, and the last of them all the same', async () => {
    const about = { matter: 'appointment:3', recipient: '+84912000002' };
    for (let i = 0; i < 40; i++) await deliver(database.db, (await put(about)).id, providers());
    const sent = received.filter(({ to }) => to === about.recipient);
    const last = await database.db
      .selectFrom('outbox')
      .selectAll()
      .where('recipient', '=', about.recipient)
      .where('state', '=', 'waiting')
      .execute();
    // The last one would wait until the morning: here an officer sent it.
    assert.ok(sent.length <= messageLimits.perRecipient, String(sent.length));
    assert.equal(last.length, 0);
    const [{ due_at: due } = { due_at: null }] = await database.db
      .selectFrom('outbox')
      .select('due_at')
      .where('recipient', '=', about.recipient)
      .where('due_at', 'is not', null)
      .orderBy('created_at')
      .execute();
    assert.equal(due?.toISOString(), '2026-11-24T00:00:00.000Z');
  });

  it('sends one phone few messages in a day, and shows an officer the others', async () => {
    const recipient = '+84912000003';
    const ids: string[] = [];
    for (let i = 0; i < 30; i++) ids.push((await put({ recipient, matter: `appointment:a${i}` })).id);
    for (const id of ids) await deliver(database.db, id, providers());
    assert.equal(received.filter(({ to }) => to === recipient).length, messageLimits.perRecipient);
    const kept = await database.db
      .selectFrom('outbox')
      .select(['state', 'last_error'])
      .where('recipient', '=', recipient)
      .where('state', '=', 'not-sent')
      .execute();
    assert.equal(kept.length, 20);
    assert.deepEqual(kept[0], { state: 'not-sent', last_error: 'limit' });
    const next = await put({ recipient, matter: 'appointment:b' }, new Date(monday.getTime() + 25 * 3600_000));
    assert.equal((await state(next.id)).state, 'waiting', 'on the next day');
    await deliver(database.db, next.id, providers());
  });

  it('does not queue again, at each start, what waits already', async () => {
    const queued = async () => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from pgboss.job where name = 'outbox-deliver' and state < 'completed'`.execute(
        database.db,
      );
      return rows[0]!.count;
    };
    await database.db.deleteFrom('outbox').where('state', '=', 'waiting').execute();
    const later = new Date(Date.now() + 3600_000);
    jobs = await startJobs(database, { providers: providers() });
    await sql`delete from pgboss.job where name = 'outbox-deliver'`.execute(database.db);
    for (let i = 0; i < 5; i++) await put({ due: later }, new Date());
    const before = await queued();
    for (let i = 0; i < 3; i++) {
      await jobs.stop();
      jobs = await startJobs(database, { providers: providers() });
    }
    assert.equal(await queued(), before);
    await sql`delete from pgboss.job where name = 'outbox-deliver'`.execute(database.db);
    const [one, other] = await Promise.all([startJobs(database), startJobs(database)]);
    assert.equal(await queued(), 5, 'after a restore each has a job again, whoever starts first');
    await Promise.all([one!.stop(), other!.stop()]);
  });

  it('lets its queue be tidied without a word in the log', async () => {
    const errors: unknown[] = [];
    const boss = new PgBoss({ ...database.jobs, supervise: false });
    boss.on('error', error => errors.push(error));
    await boss.start();
    await boss.createQueue('tidied', { deleteAfterSeconds: 1 });
    const id = await boss.send('tidied', {});
    await boss.fetch('tidied');
    await boss.complete('tidied', id!);
    await sql`update pgboss.job set completed_on = now() - interval '2 days' where id = ${id}`.execute(database.db);
    await sql`update pgboss.queue set maintain_on = null`.execute(database.db);
    await boss.supervise('tidied');
    assert.deepEqual(errors, []);
    const { rows } = await sql`select id from pgboss.job where id = ${id}`.execute(database.db);
    assert.deepEqual(rows, [], 'what is done and old is deleted');
    await boss.stop({ graceful: false });
  });

  it('forgets what is past its time, and nothing else', async () => {
    const { db } = database;
    await db
      .insertInto('opinion')
      .values({
        code: 'PA-AAAAA-AAAAA',
        agency: ward,
        text: 'cũ',
        contact_phone: '+84912345678',
        consents: '[]',
        status: 'answered',
        received_at: monday,
        answered_at: monday,
        answer: 'x',
      })
      .execute();
    const days = (count: number) => new Date(monday.getTime() + count * 86_400_000);

    const early = await applyRetention(db, days(80));
    assert.equal(early.contacts, 0);
    assert.ok(early.messages >= 2);
    const removed = await applyRetention(db, days(100));
    assert.equal(removed.contacts, 1);
    assert.equal(
      (await db.selectFrom('opinion').select('text').where('code', '=', 'PA-AAAAA-AAAAA').executeTakeFirst())?.text,
      'cũ',
    );
    assert.equal((await applyRetention(db, days(900))).opinions, 2);
  });
});
