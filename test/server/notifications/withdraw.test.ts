import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { deliver, failForGood, settleInterrupted } from '../../../src/server/notifications/deliver.ts';
import { enqueue } from '../../../src/server/notifications/outbox.ts';
import { type MessageProvider, Providers, SendFailed } from '../../../src/server/notifications/providers/provider.ts';
import { restoreMessages, withdraw } from '../../../src/server/notifications/withdraw.ts';
import type { Database } from '../../../src/server/platform/database.ts';
import type { Tx } from '../../../src/server/platform/database.ts';
import { addOfficer } from '../../../src/server/platform/officers.ts';
import { ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';

const matter = 'dossier-move:1';
const landline = '+842543811111';
const mobile = '+84912345678';

describe('A message that is no longer true', () => {
  let database: Database;
  const within = <T>(work: (tx: Tx) => Promise<T>) => database.db.transaction().execute(work);
  const put = async (recipient: string, event?: string) => {
    const message = { agency: ward, subject: 'dossier:H29', matter, recipient, words: 'Đã có kết quả.', event };
    await within(tx => enqueue(tx, undefined, message, monday));
  };
  const states = async () =>
    (await database.db.selectFrom('outbox').select('state').orderBy('created_at').orderBy('id').execute()).map(
      ({ state }) => state,
    );
  const idOf = async (recipient: string) =>
    (
      await database.db
        .selectFrom('outbox')
        .select('id')
        .where('recipient', '=', recipient)
        .where('state', '<>', 'replaced')
        .executeTakeFirstOrThrow()
    ).id;
  /** Does something while it is asked, and then fails. */
  const provider = (meanwhile: () => Promise<unknown>, kind: 'later' | 'unknown'): MessageProvider => ({
    ...{ name: 'slow', channel: 'sms', isIdempotent: true, perMinute: 1000, acceptsPushes: false },
    async send() {
      await meanwhile();
      throw new SendFailed(kind, 'HTTP 503');
    },
  });

  before(async () => {
    database = await testDatabase();
    await database.db.deleteFrom('outbox').execute();
    await addOfficer(database.db, { id: 'thu', name: 'Cán bộ Thu', agency: ward, role: 'officer' });
  });
  after(() => database.close());

  it('is no call either, and one call again when the withdrawal is undone', async () => {
    await put(landline, 'dossier:1:resolved');
    assert.deepEqual(await states(), ['not-sent']);
    const withdrawn = await within(tx => withdraw(tx, { matter }, monday));
    assert.deepEqual(await states(), ['replaced']);
    await within(tx => restoreMessages(tx, withdrawn));
    assert.deepEqual(await states(), ['not-sent']);
    await put(landline, 'dossier:1:resolved');
    assert.deepEqual((await states()).sort(), ['not-sent', 'replaced']);
    await database.db.deleteFrom('outbox').execute();
  });

  it('stays with the officer who calls about it now', async () => {
    await put(landline);
    await database.db
      .updateTable('outbox')
      .set({ claimed_by: 'thu', claimed_until: new Date(monday.getTime() + 60_000) })
      .execute();
    await within(tx => withdraw(tx, { matter }, monday));
    assert.deepEqual(await states(), ['not-sent']);
    await within(tx => withdraw(tx, { matter, isUnwanted: true }, monday));
    assert.deepEqual(await states(), ['replaced']);
    await database.db.deleteFrom('outbox').execute();
  });

  it('is not sent a second time when it was withdrawn while the provider was asked', async () => {
    await put(mobile);
    const id = await idOf(mobile);
    const during = provider(() => within(tx => withdraw(tx, { matter }, monday)), 'later');
    await assert.rejects(deliver(database.db, id, new Providers([during]), monday));
    assert.deepEqual(await states(), ['replaced']);
    await database.db.deleteFrom('outbox').execute();

    await put(mobile);
    await database.db.updateTable('outbox').set({ state: 'sending', provider: 'slow', attempted_at: monday }).execute();
    await within(tx => withdraw(tx, { matter }, monday));
    assert.deepEqual(await states(), ['sending']);
    await settleInterrupted(database.db, new Providers([during]), new Date(monday.getTime() + 600_000));
    assert.deepEqual(await states(), ['replaced']);
    await database.db.deleteFrom('outbox').execute();
  });

  it('whose attempts may have been accepted is in doubt at the end, not sent another way', async () => {
    await put(mobile);
    await database.db.updateTable('outbox').set({ channel: 'zalo' }).execute();
    const id = await idOf(mobile);
    const silent = { ...provider(async () => {}, 'unknown'), channel: 'zalo' as const };
    await assert.rejects(deliver(database.db, id, new Providers([silent]), monday));
    assert.deepEqual(await states(), ['waiting']);
    assert.equal(await failForGood(database.db, id), false);
    assert.deepEqual(await states(), ['unknown']);
  });
});
