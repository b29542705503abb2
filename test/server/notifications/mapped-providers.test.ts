import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { MappedApi } from '../../../src/mapping/index.ts';
import { deliver } from '../../../src/server/notifications/deliver.ts';
import { enqueue, type Message } from '../../../src/server/notifications/outbox.ts';
import { providerKey } from '../../../src/server/notifications/provider-routes.ts';
import { mappedProvider } from '../../../src/server/notifications/providers/mapped-provider.ts';
import { type MessageProvider, Providers } from '../../../src/server/notifications/providers/provider.ts';
import { Secrets } from '../../../src/server/platform/secrets.ts';
import { exchange, readMap } from '../../../src/server/upstream/index.ts';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';

const phone = '+84912345678';

/** A server whose answers a test sets; keeps what it was asked. */
class Peer {
  readonly asked: { path: string; headers: IncomingMessage['headers']; body: string }[] = [];
  answer: (path: string, body: string, response: ServerResponse) => void = () => {};
  readonly #server = createServer((request, response) => {
    void text(request).then(body => {
      this.asked.push({ path: request.url!, headers: request.headers, body });
      this.answer(request.url!, body, response);
    });
  });

  listen = () => new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
  close = () => {
    this.#server.closeAllConnections();
    this.#server.close();
  };
  get url() {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
}

const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));

describe('Messages through services that a map describes', () => {
  let server: Backend;
  let now: Date;
  const [zaloPeer, smsPeer] = [new Peer(), new Peer()];
  const env: Record<string, string> = { MAP_ZALO_REFRESH_TOKEN: 'refresh-0', MAP_ZALO_SECRET_KEY: 'key' };
  let maps: { zalo: MappedApi; sms: MappedApi };
  let providers: Providers;

  const provider = (map: MappedApi): MessageProvider =>
    mappedProvider(map, { db: server.database.db, exchange, env: name => env[name], clock: () => now })!;
  const put = async (more: Partial<Message> = {}) => {
    const message: Message = {
      ...{ agency: ward, subject: 'dossier:H29', matter: `test:${Math.random()}`, recipient: phone },
      ...{ words: 'Hồ sơ …0042 đã có kết quả.', template: 'dossier.resolved', fields: '{"code":"…0042"}' },
      ...{ channel: 'zalo' as const, isReply: true },
      ...more,
    };
    await server.database.db.transaction().execute(tx => enqueue(tx, undefined, message, now));
    return (await stateOf({ matter: message.matter })).id;
  };
  const stateOf = async (wanted: { id: string } | { matter: string }) => {
    const [[column, value]] = Object.entries(wanted) as [['id' | 'matter', string]];
    return server.database.db
      .selectFrom('outbox')
      .select(['id', 'state', 'channel', 'last_error', 'provider'])
      .where(column, '=', value)
      .executeTakeFirstOrThrow();
  };
  /** A Zalo whose refresh tokens are good for one use. */
  const zalo = (answer: (body: { phone: string }, response: ServerResponse) => void) => {
    let [refresh, access] = ['refresh-0', ''];
    let renewals = 0;
    zaloPeer.answer = (path, body, response) => {
      if (path === '/oauth') {
        if (new URLSearchParams(body).get('refresh_token') !== refresh) return json(response, { error: -14014 });
        renewals++;
        [refresh, access] = [`refresh-${renewals}`, `access-${renewals}`];
        return json(response, { access_token: access, refresh_token: refresh, expires_in: '3600' });
      }
      if (zaloPeer.asked.at(-1)!.headers['access_token'] !== access) return json(response, { error: -124 });
      return answer(JSON.parse(body) as { phone: string }, response);
    };
    return {
      get renewals() {
        return renewals;
      },
      revoke: () => (access = 'revoked'),
    };
  };

  before(async () => {
    server = await backend(await testDatabase());
    await Promise.all([zaloPeer.listen(), smsPeer.listen()]);
    maps = {
      zalo: await readMap(
        JSON.stringify({
          ...{ motcua: '1', name: 'Zalo', preset: 'zalo-template', base: zaloPeer.url, timeout: 1 },
          vars: { app: '42', oauth: `${zaloPeer.url}/oauth`, templates: { 'dossier.resolved': 77 } },
        }),
      ),
      sms: await readMap(
        JSON.stringify({
          ...{ motcua: '1', name: 'Brand name', base: smsPeer.url, operations: {} },
          messages: {
            request: {
              path: '/send',
              json: { Phone: '=$phone($message.phone)', Content: '=$message.text', Id: '=$message.id' },
            },
            outcomes: [
              { when: "=CodeResult = '100'", outcome: 'accepted' },
              { when: "=CodeResult = '99'", outcome: 'later', reason: 'busy' },
              { when: '=$exists(CodeResult)', outcome: 'rejected', reason: '=ErrorMessage' },
            ],
            receipt: {
              when: '=$exists(SendStatus)',
              message: '=RequestId',
              state: "=SendStatus = '5' ? 'delivered' : 'failed'",
            },
            incoming: { when: '=$exists(Message)', id: '=MoId', from: '=From', text: '=Message' },
          },
        }),
      ),
    };
    server = await backend(server.database, { maps: [maps.sms] });
  });
  beforeEach(async () => {
    now = monday;
    await server.database.db.deleteFrom('provider_token').execute();
    await server.database.db.deleteFrom('provider_rate').execute();
    providers = new Providers([provider(maps.zalo), provider(maps.sms)]);
    zaloPeer.asked.length = smsPeer.asked.length = 0;
    smsPeer.answer = (_path, _body, response) => json(response, { CodeResult: '100' });
  });
  after(async () => {
    zaloPeer.close();
    smsPeer.close();
    await server.database.close();
  });

  it('Zalo gets the approved template, with a token whose refresh token changes each time', async () => {
    const peer = zalo((_body, response) => json(response, { error: 0, data: { msg_id: 'm' } }));
    const id = await put();
    await deliver(server.database.db, id, providers, now);
    assert.equal((await stateOf({ id })).state, 'sent');
    assert.deepEqual(JSON.parse(zaloPeer.asked.at(-1)!.body), {
      ...{ phone: '84912345678', template_id: '77', template_data: { code: '…0042' }, tracking_id: id },
    });
    for (let hour = 1; hour <= 3; hour++) {
      now = new Date(monday.getTime() + hour * 3600_000);
      await deliver(server.database.db, await put(), providers, now);
    }
    assert.equal(peer.renewals, 4);
    const token = await server.database.db.selectFrom('provider_token').selectAll().executeTakeFirstOrThrow();
    assert.deepEqual([token.refresh, token.access], ['refresh-4', 'access-4']);
  });

  it('two processes renew a token once', async () => {
    const peer = zalo((_body, response) => json(response, { error: 0 }));
    const other = new Providers([provider(maps.zalo), provider(maps.sms)]);
    const ids = [await put(), await put(), await put(), await put()];
    const tries = await Promise.allSettled(
      ids.map((id, i) => deliver(server.database.db, id, i % 2 ? providers : other, now)),
    );
    for (const each of tries) if (each.status === 'rejected') assert.match(String(each.reason), /is being renewed/);
    for (const id of ids) await deliver(server.database.db, id, providers, now);
    assert.equal(peer.renewals, 1);
    for (const id of ids) assert.equal((await stateOf({ id })).state, 'sent');
    assert.equal(zaloPeer.asked.filter(({ path }) => path === '/message/template').length, 4);
  });

  it('a token that Zalo has revoked is renewed, and the message sent', async () => {
    const peer = zalo((_body, response) => json(response, { error: 0 }));
    await deliver(server.database.db, await put(), providers, now);
    peer.revoke();
    const id = await put();
    await deliver(server.database.db, id, providers, now);
    assert.deepEqual([(await stateOf({ id })).state, peer.renewals], ['sent', 2]);
  });

  it('what Zalo answers 200 with an error is sent by SMS', async () => {
    zalo((_body, response) => json(response, { error: -118, message: 'no Zalo account' }));
    const id = await put();
    await deliver(server.database.db, id, providers, now);
    assert.deepEqual(await stateOf({ id }), {
      id,
      state: 'sent',
      channel: 'sms',
      last_error: null,
      provider: 'Brand name',
    });
    assert.deepEqual(JSON.parse(smsPeer.asked[0]!.body), {
      ...{ Phone: '0912345678', Content: 'Ho so ...0042 da co ket qua.', Id: id },
    });
  });

  it('a kind of message that Zalo has no template for goes by SMS without asking', async () => {
    zalo((_body, response) => json(response, { error: 0 }));
    const id = await put({ template: 'dossier.accepted' });
    await deliver(server.database.db, id, providers, now);
    assert.equal((await stateOf({ id })).channel, 'sms');
    assert.ok(!zaloPeer.asked.some(({ path }) => path === '/message/template'));
  });

  it('what it has perhaps sent is neither sent again nor by SMS', async () => {
    const silent = zalo(() => {});
    const hung = await put();
    await deliver(server.database.db, hung, providers, now);
    assert.deepEqual(
      [(await stateOf({ id: hung })).state, (await stateOf({ id: hung })).last_error],
      ['unknown', 'timed-out'],
    );
    assert.equal(silent.renewals, 1);
    // The same Zalo, with its token.
    const answered = zaloPeer.answer;
    for (const answer of [
      (response: ServerResponse) => json(response, { error: -500 }, 502),
      (response: ServerResponse) => response.end('<html>OK</html>'),
    ]) {
      zaloPeer.answer = (path, body, response) =>
        path === '/oauth' ? answered(path, body, response) : answer(response);
      const id = await put();
      await deliver(server.database.db, id, providers, now);
      assert.equal((await stateOf({ id })).state, 'unknown');
    }
    assert.equal(smsPeer.asked.length, 0);
  });

  it('a brand-name service that is busy is asked again, one that refuses is not', async () => {
    smsPeer.answer = (_path, _body, response) => json(response, { CodeResult: '99' });
    const busy = await put({ channel: 'sms' });
    await assert.rejects(deliver(server.database.db, busy, providers, now), /busy/);
    assert.equal((await stateOf({ id: busy })).state, 'waiting');
    smsPeer.answer = (_path, _body, response) =>
      json(response, { CodeResult: '104', ErrorMessage: 'Brand name is unknown' });
    const refused = await put({ channel: 'sms' });
    await deliver(server.database.db, refused, providers, now);
    const { state, last_error } = await stateOf({ id: refused });
    assert.deepEqual([state, last_error], ['not-sent', 'Brand name is unknown']);
  });

  it('sends no more in a minute than the service takes, and the rest in the next', async () => {
    const slow = new Providers([{ ...provider(maps.sms), perMinute: 4 }]);
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push(await put({ channel: 'sms' }));
    const results = [];
    for (const id of ids) results.push(await deliver(server.database.db, id, slow, now));
    // A share is kept for codes.
    const next = { later: new Date(monday.getTime() + 60_000), isAwaited: false };
    assert.deepEqual(results, ['done', 'done', 'done', next, next]);
    for (const id of ids.slice(3)) assert.equal(await deliver(server.database.db, id, slow, next.later), 'done');
    assert.equal(smsPeer.asked.length, 5);
  });

  it('takes pushed receipts and questions at an address that only the service knows', async () => {
    const id = await put({ channel: 'sms' });
    await deliver(server.database.db, id, providers, now);
    const secrets = await Secrets.read(server.database.db);
    const address = `/providers/of/${encodeURIComponent('Brand name')}/${providerKey(secrets, 'Brand name')}`;
    const receipt = { RequestId: id, SendStatus: '5' };
    assert.equal((await server.post(address.slice(0, -1) + 'x', receipt)).status, 404);
    assert.equal((await server.post(address, receipt)).status, 204);
    assert.equal((await stateOf({ id })).state, 'delivered');

    const question = { MoId: 7, From: '0987654321', Message: 'Chào cơ quan' };
    for (let i = 0; i < 3; i++) assert.equal((await server.post(address, question)).status, 204);
    const replies = await server.database.db
      .selectFrom('outbox')
      .select(['words', 'template'])
      .where('recipient', '=', '+84987654321')
      .execute();
    assert.deepEqual(
      replies.map(({ template }) => template),
      ['reply.help'],
      'a repeated push is answered once',
    );
    for (let i = 0; i < 40; i++)
      await server.post(address, { ...question, MoId: 100 + i, Message: 'TC H29.132-990101-9999' });
    const { length } = await server.database.db
      .selectFrom('outbox')
      .select('id')
      .where('recipient', '=', '+84987654321')
      .execute();
    assert.equal(length, 5, 'a flood is not answered');
    const other = { MoId: 5000, From: '0987654399', Message: 'TC H29.132-990101-9999' };
    for (let i = 0; i < 700; i++) await server.post(address, { ...question, MoId: 1000 + i });
    await server.post(address, other);
    const answered = await server.database.db
      .selectFrom('outbox')
      .select('id')
      .where('recipient', '=', '+84987654399')
      .execute();
    assert.equal(answered.length, 1, 'and silences nobody else');
  });

  it('stops all messages to a phone that asks for it', async () => {
    const { db } = server.database;
    const dossier = await db
      .selectFrom('dossier')
      .select(['id', 'applicant_phone'])
      .where('notify', '=', true)
      .where('applicant_phone', 'is not', null)
      .executeTakeFirstOrThrow();
    const secrets = await Secrets.read(db);
    const address = `/providers/of/${encodeURIComponent('Brand name')}/${providerKey(secrets, 'Brand name')}`;
    await server.post(address, { MoId: 900, From: dossier.applicant_phone, Message: 'HỦY TIN' });
    const isTold = async () =>
      (await db.selectFrom('dossier').select('notify').where('id', '=', dossier.id).executeTakeFirstOrThrow()).notify;
    assert.equal(await isTold(), false);
    const [reply] = await db
      .selectFrom('outbox')
      .select('words')
      .where('recipient', '=', dossier.applicant_phone!)
      .where('template', '=', 'reply.stopped')
      .execute();
    assert.match(reply!.words, /Đã ngừng gửi tin/);

    await db.updateTable('dossier').set({ notify: true }).where('id', '=', dossier.id).execute();
    for (let i = 0; i < 8; i++)
      await server.post(address, { MoId: 910 + i, From: dossier.applicant_phone, Message: 'TC H29.132-990101-9999' });
    await server.post(address, { MoId: 920, From: dossier.applicant_phone, Message: 'huy tin nhan' });
    assert.equal(await isTold(), false, 'also in a flood, which is not answered');
  });
});
