import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { deliver } from '../../../src/server/notifications/deliver.ts';
import { enqueue } from '../../../src/server/notifications/outbox.ts';
import { type MessageProvider, Providers } from '../../../src/server/notifications/providers/provider.ts';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';
import { type DeskOfficer, signedIn } from '../../support/desk.ts';

const evening = new Date('2026-11-23T21:00:00+07:00');
const morning = new Date('2026-11-24T07:30:00+07:00');

describe('In the quiet hours of an office', () => {
  let server: Backend;
  let officer: DeskOfficer;
  const message = {
    ...{ agency: ward, subject: 'dossier:H29', matter: 'dossier:H29', recipient: '+84912345678' },
    words: 'Hồ sơ …0042 đã có kết quả.',
  };
  const put = async (more: object = {}) => {
    await server.database.db.transaction().execute(tx => enqueue(tx, undefined, { ...message, ...more }, evening));
    return server.database.db
      .selectFrom('outbox')
      .selectAll()
      .where('matter', '=', 'matter' in more ? String(more.matter) : message.matter)
      .where('state', '<>', 'replaced')
      .executeTakeFirstOrThrow();
  };

  before(async () => {
    server = await backend(await testDatabase());
    server.at(evening);
    officer = await signedIn(server, 'lan', { role: 'lead' });
    const { settings } = await server.database.db
      .selectFrom('agency')
      .select('settings')
      .where('id', '=', ward)
      .executeTakeFirstOrThrow();
    const messages = { accents: false, quiet: { from: '20:00', to: '07:30' } };
    await server.database.db
      .updateTable('agency')
      .set({ settings: JSON.stringify({ ...settings, messages }) })
      .where('id', '=', ward)
      .execute();
  });
  after(() => server.database.close());

  it('a message waits for the morning, unless the citizen waits for it', async () => {
    assert.deepEqual((await put()).due_at, morning);
    assert.equal((await put({ isAwaited: true, matter: 'phone-code' })).due_at, null);
    const noon = new Date('2026-11-24T12:00:00+07:00');
    assert.deepEqual((await put({ due: noon, matter: 'reminder:1' })).due_at, noon);
    await server.database.db.deleteFrom('outbox').execute();
  });

  it('what would come too late is left to a call', async () => {
    const { state, last_error } = await put({ until: morning });
    assert.deepEqual([state, last_error], ['not-sent', 'too-late']);
    assert.match(await officer.open('/desk/outbox'), /đã muộn, xin gọi điện/);
    await server.database.db.deleteFrom('outbox').execute();
  });

  it('an officer sees when it is sent, and sends it now for a reason, which is logged', async () => {
    const { id } = await put();
    const page = await officer.open('/desk/outbox?tab=all');
    assert.match(page.replace(/\s+/g, ' '), /Sẽ gửi lúc 07:30 24\/11\/2026/);
    assert.match(page, /Tính là 1 tin nhắn, gửi không dấu/);
    assert.equal((await officer.send(`/desk/outbox/${id}/now`, { reason: ' ' })).status, 422);
    assert.equal((await officer.send(`/desk/outbox/${id}/now`, { reason: 'Người dân đang chờ ở quầy' })).status, 303);
    const row = await server.database.db.selectFrom('outbox').select('due_at').where('id', '=', id).executeTakeFirst();
    assert.equal(row?.due_at, null);
    const { detail } = await server.database.db
      .selectFrom('audit')
      .select('detail')
      .where('action', '=', 'outbox.now')
      .executeTakeFirstOrThrow();
    assert.deepEqual(detail, { reason: 'Người dân đang chờ ở quầy' });
    assert.equal((await officer.send(`/desk/outbox/${id}/now`, { reason: 'Hai lần' })).status, 404);
    const elsewhere = await signedIn(server, 'xa', { agency: '26704', role: 'lead' });
    const { id: other } = await put({ matter: 'dossier:other' });
    assert.equal((await elsewhere.send(`/desk/outbox/${other}/now`, { reason: 'Không phải của tôi' })).status, 404);
  });

  it('nothing is sent that was only carried into them, nor what is of no use any more', async () => {
    const sent: string[] = [];
    const provider: MessageProvider = {
      ...{ name: 'test', channel: 'sms', isIdempotent: false, perMinute: 100, acceptsPushes: false },
      send: ({ id }) => Promise.resolve(void sent.push(id)),
    };
    const providers = new Providers([provider]);
    const { db } = server.database;
    const before = new Date('2026-11-23T19:59:00+07:00');
    const store = async (more: object) => {
      const matter = `carried:${Math.random()}`;
      await db.transaction().execute(tx => enqueue(tx, undefined, { ...message, matter, ...more }, before));
      return db.selectFrom('outbox').selectAll().where('matter', '=', matter).executeTakeFirstOrThrow();
    };
    const { id } = await store({});
    assert.deepEqual(await deliver(db, id, providers, evening), { later: morning, isAwaited: false });
    const code = await store({ isAwaited: true, until: evening });
    await deliver(db, code.id, providers, evening);
    assert.deepEqual(sent, []);
    const { state, last_error } = await db
      .selectFrom('outbox')
      .select(['state', 'last_error'])
      .where('id', '=', code.id)
      .executeTakeFirstOrThrow();
    assert.deepEqual([state, last_error], ['not-sent', 'too-late']);
    assert.equal(await deliver(db, id, providers, morning), 'done');
    assert.deepEqual(sent, [id]);
  });
});
