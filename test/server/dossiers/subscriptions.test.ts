import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ConfirmedPhone, Dossier, NewSubscription } from '../../../src/contract/index.ts';
import { applyRetention } from '../../../src/server/background/retention.ts';
import { backend, type Backend, question, refusal, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { type DeskOfficer, signedIn } from '../../support/desk.ts';

const phone = '0987654321';
const consents = [{ purpose: 'notices', version: '2026-11' }];

describe('A citizen who wants to be told of a dossier', () => {
  let server: Backend;
  let officer: DeskOfficer;
  let code: string;
  let number: number;

  const read = async () => (await (await server.post('/api/dossiers/read', question(code, number))).json()) as Dossier;
  const confirm = async (of = phone) => {
    await server.send('/phones/code', { phone: of });
    const { words } = await server.database.db
      .selectFrom('outbox')
      .select('words')
      .where('template', '=', 'phone.code')
      .where('recipient', '=', `+84${of.slice(1)}`)
      .executeTakeFirstOrThrow();
    const answer = await server.post('/api/phones/confirm', { agency: ward, phone: of, code: /\d{6}/.exec(words)![0] });
    return ((await answer.json()) as ConfirmedPhone).confirmed;
  };
  const subscribe = async (more: object = {}) =>
    server.send('/subscriptions', {
      ...{ ticket: (await read()).subscriptionTicket, phone, channel: 'sms', events: ['task', 'result'], consents },
      ...more,
    });
  const toldOf = async (template: string) =>
    (
      await server.database.db
        .selectFrom('outbox')
        .select(['recipient', 'channel', 'state'])
        .where('template', '=', template)
        .orderBy('recipient')
        .execute()
    ).map(({ recipient, channel, state }) => `${recipient} ${channel} ${state}`);
  const move = async (fields: Record<string, string>) => {
    const { id, version } = await server.database.db
      .selectFrom('dossier')
      .select(['id', 'version'])
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
    const { status } = await officer.send(`/desk/dossiers/${id}/move`, {
      version: String(version),
      confirmed: '1',
      ...fields,
    });
    assert.equal(status, 303);
  };

  before(async () => {
    server = await backend(await testDatabase());
    officer = await signedIn(server);
    const { db } = server.database;
    const found = await db
      .selectFrom('dossier')
      .select('code')
      .where('agency', '=', ward)
      .where('status', '=', 'processing')
      .executeTakeFirstOrThrow();
    code = found.code;
    number = Number(code.slice(-4));
    await db
      .updateTable('dossier')
      .set({ notify: true, applicant_phone: '+84912000001' })
      .where('code', '=', code)
      .execute();
  });
  after(() => server.database.close());

  it('sees who is told already, masked', async () => {
    const { subscriptions, subscriptionTicket } = await read();
    assert.deepEqual(
      subscriptions?.map(each => [each.phone, each.channel]),
      [['091****001', 'sms']],
    );
    assert.ok(subscriptionTicket);
  });

  it('confirms the phone, consents, and is told of what was wished', async () => {
    assert.deepEqual(await refusal(await subscribe()), { slug: 'phone-unconfirmed', status: 409 });
    const confirmed = await confirm();
    assert.equal((await refusal(await subscribe({ confirmed, consents: [] }))).slug, 'invalid-input');
    assert.equal((await refusal(await subscribe({ confirmed, channel: 'zalo' }))).slug, 'invalid-input');
    assert.equal((await refusal(await subscribe({ confirmed, ticket: 'x.y' }))).slug, 'ticket-not-valid');
    const made = (await (await subscribe({ confirmed })).json()) as NewSubscription;
    assert.deepEqual([made.phone, made.events], ['098****321', ['task', 'result']]);
    const stored = await server.database.db.selectFrom('subscription').select('consent').executeTakeFirstOrThrow();
    assert.deepEqual(stored.consent, { version: '2026-11', at: '2026-11-23T09:00:00+07:00' });

    await move({ to: 'supplement', papers: 'CCCD' });
    assert.deepEqual(await toldOf('dossier.supplement'), ['+84912000001 sms waiting', '+84987654321 sms waiting']);
    await move({ to: 'suspended', note: 'Chờ' });
    assert.deepEqual(await toldOf('dossier.suspended'), ['+84912000001 sms waiting']);
  });

  it('with a landline is told by a call, and the applicant may change the own wish', async () => {
    assert.equal((await refusal(await subscribe({ phone: '02543850000' }))).slug, 'invalid-input');
    assert.equal((await subscribe({ phone: '0254 385 0000', channel: 'call' })).status, 201);
    const silenced = await subscribe({ phone: '0912000001', channel: 'call', events: ['progress'] });
    assert.equal((await refusal(silenced)).slug, 'phone-unconfirmed', 'nobody else ends the messages of the applicant');
    const confirmed = await confirm('0912000001');
    assert.equal((await subscribe({ phone: '0912000001', confirmed, events: ['progress'] })).status, 201);
    await move({ to: 'processing' });
    assert.deepEqual(await toldOf('dossier.suspended'), ['+84912000001 sms replaced'], 'no longer true');
    await move({ to: 'resolved' });
    assert.deepEqual(await toldOf('dossier.resolved'), ['+842543850000 call not-sent', '+84987654321 sms waiting']);
  });

  it('ends it with one tap, twice without harm', async () => {
    const { subscriptions } = await read();
    assert.equal(subscriptions?.length, 3);
    for (const { stop } of subscriptions!) {
      assert.equal((await server.send('/subscriptions/stop', { stop })).status, 201);
      assert.equal((await server.send('/subscriptions/stop', { stop })).status, 201);
    }
    assert.equal((await refusal(await server.send('/subscriptions/stop', { stop: 'x' }))).slug, 'ticket-not-valid');
    const left = ['+842543850000 call replaced', '+84987654321 sms replaced'];
    assert.deepEqual(await toldOf('dossier.resolved'), left, 'and is not called either');
    assert.deepEqual((await read()).subscriptions, []);
  });

  it('is forgotten when the dossier has ended for as long as was promised', async () => {
    await confirm();
    const confirmed = await confirm();
    assert.equal((await subscribe({ confirmed })).status, 201);
    await move({ to: 'returned' });
    assert.equal((await read()).subscriptionTicket, undefined);
    const days = (count: number) => new Date(monday.getTime() + count * 86_400_000);
    const count = async () => (await server.database.db.selectFrom('subscription').select('id').execute()).length;
    await applyRetention(server.database.db, days(80));
    assert.equal(await count(), 1);
    await applyRetention(server.database.db, days(100));
    assert.equal(await count(), 0);
  });
});
