import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Database } from '../../src/server/database.ts';
import { startJobs, type Jobs } from '../../src/server/jobs.ts';
import { deliver, giveUp, httpGateway, post } from '../../src/server/outbox.ts';
import { retain } from '../../src/server/retention.ts';
import { ward } from '../support/backend.ts';
import { monday, testDatabase } from '../support/database.ts';

const message = {
  agency: ward,
  subject: 'dossier:H29',
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
  const put = async () => {
    await database.db.transaction().execute(tx => post(tx, jobs, message, monday));
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
  const until = async (test: () => Promise<boolean>) => {
    for (let i = 0; i < 200 && !(await test()); i++) await new Promise(resolve => setTimeout(resolve, 100));
  };

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
    await deliver(database.db, id, undefined);
    assert.deepEqual(await state(id), { state: 'not-sent', attempts: 0, last_error: 'no-gateway' });
    await database.db.deleteFrom('outbox').execute();
  });

  it('says why a gateway did not take a message, and gives up visibly', async () => {
    broken = true;
    const { id } = await put();
    await assert.rejects(deliver(database.db, id, httpGateway(url())), /HTTP 500/);
    await giveUp(database.db, id);
    assert.deepEqual(await state(id), { state: 'not-sent', attempts: 1, last_error: 'Error: HTTP 500' });
    broken = false;
    await database.db.deleteFrom('outbox').execute();
  });

  it('delivers what was stored before and after the jobs started, each once, under its own key', async () => {
    const before = await put();
    jobs = await startJobs(database, { gateway: httpGateway(url()) });
    await put();

    await until(async () => received.length >= 2);
    await until(async () => (await state(before.id)).state === 'sent');
    assert.equal(received.length, 2);
    assert.deepEqual(
      received.map(({ to, text }) => [to, text]),
      [
        [message.recipient, message.words],
        [message.recipient, message.words],
      ],
    );
    assert.ok(received.every(({ id, key }) => id === key));
    await deliver(database.db, before.id, httpGateway(url()));
    assert.equal(received.length, 2);
  });

  it('sends nothing of a change that was rolled back', async () => {
    const count = received.length;
    await assert.rejects(
      database.db.transaction().execute(async tx => {
        await post(tx, jobs, message, monday);
        throw new Error('rolled back');
      }),
    );
    await put();
    await until(async () => received.length > count);
    assert.equal(received.length, count + 1);
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

    const early = await retain(db, days(80));
    assert.equal(early.contacts, 0);
    assert.ok(early.messages >= 2);
    const removed = await retain(db, days(100));
    assert.equal(removed.contacts, 1);
    assert.equal(
      (await db.selectFrom('opinion').select('text').where('code', '=', 'PA-AAAAA-AAAAA').executeTakeFirst())?.text,
      'cũ',
    );
    assert.equal((await retain(db, days(900))).opinions, 2);
  });
});
