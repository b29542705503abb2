import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { applyTransition } from '../../../src/server/dossiers/transitions.ts';
import { idempotent } from '../../../src/server/http/idempotency.ts';
import type { Database } from '../../../src/server/platform/database.ts';
import { ProblemError } from '../../../src/server/platform/problem.ts';
import { Secrets } from '../../../src/server/platform/secrets.ts';
import { newKey, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';

const slugOf = (result: PromiseSettledResult<unknown>) =>
  result.status === 'rejected' ? (result.reason as ProblemError).slug : 'done';

describe('Two at the same moment', () => {
  let database: Database;

  before(async () => {
    database = await testDatabase();
  });
  after(() => database.close());

  it('move one dossier: one of them does, the other is told to look again', async () => {
    const row = await database.db
      .selectFrom('dossier')
      .selectAll()
      .where('code', 'like', '%-0043')
      .executeTakeFirstOrThrow();
    const officer = { id: 'thu', name: 'Thu', agency: ward, role: 'officer' } as const;
    const move = () =>
      database.db
        .transaction()
        .execute(tx => applyTransition({ tx, officer, jobs: undefined, now: monday }, row, { to: 'resolved' }));

    const results = await Promise.allSettled(Array.from({ length: 10 }, move));

    assert.deepEqual(results.map(slugOf).sort(), [...Array.from({ length: 9 }, () => 'changed-meanwhile'), 'done']);
    const steps = await database.db
      .selectFrom('dossier_step')
      .select('id')
      .where('dossier', '=', row.id)
      .where('status', '=', 'resolved')
      .execute();
    assert.equal(steps.length, 1);
  });

  const postgres = process.env['TEST_DATABASE_URL'];
  it(
    'send one key: while the first is being worked on, the second is asked to come back',
    { skip: !postgres && 'embedded databases take one at a time' },
    async () => {
      const secrets = await Secrets.read(database.db);
      const write = { db: database.db, secrets, scope: 'feedback.create', key: newKey(), body: '{}', now: monday };
      let finish = () => {};
      const first = idempotent(write, async () => {
        await new Promise<void>(resolve => (finish = resolve));
        return { done: 1 };
      });
      await new Promise(resolve => setTimeout(resolve, 200));

      const [second] = await Promise.allSettled([idempotent(write, async () => ({ done: 2 }))]);
      assert.equal(slugOf(second), 'idempotency-in-progress');
      finish();
      assert.deepEqual(await first, { answer: { done: 1 }, replayed: false });
      assert.deepEqual(await idempotent(write, async () => ({ done: 3 })), { answer: { done: 1 }, replayed: true });
    },
  );
});
