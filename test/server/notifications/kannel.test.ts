import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { smsLength, unaccented } from '../../../src/domain/sms.ts';
import { startJobs } from '../../../src/server/background/jobs.ts';
import { listen, type RunningServer } from '../../../src/server/http/serve.ts';
import { enqueue } from '../../../src/server/notifications/outbox.ts';
import { providerKey } from '../../../src/server/notifications/provider-routes.ts';
import { kannelProvider } from '../../../src/server/notifications/providers/kannel-provider.ts';
import { Providers } from '../../../src/server/notifications/providers/provider.ts';
import type { Jobs } from '../../../src/server/platform/jobs.ts';
import { Secrets } from '../../../src/server/platform/secrets.ts';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';
import { hasKannel, Kannel } from '../../support/kannel.ts';

const skip = hasKannel || process.env['EVERY_ENGINE'] ? false : 'kannel is not installed';

describe('Messages through a real Kannel gateway', { skip }, () => {
  let server: Backend;
  let http: RunningServer;
  let kannel: Kannel;
  let jobs: Jobs;
  let secrets: Secrets;

  const until = (test: () => boolean | Promise<boolean>, what: string) =>
    eventually(async () => assert.ok(await test(), what));
  const put = async (recipient: string, words: string) => {
    const message = { agency: ward, subject: 'test', matter: `test:${recipient}`, recipient, words };
    await server.database.db.transaction().execute(tx => enqueue(tx, jobs, message, new Date()));
    const row = await server.database.db
      .selectFrom('outbox')
      .select('id')
      .where('recipient', '=', recipient)
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow();
    return row.id;
  };
  const stateOf = async (id: string) =>
    (await server.database.db.selectFrom('outbox').select('state').where('id', '=', id).executeTakeFirst())?.state;
  const textsTo = (phone: string) => kannel.phones.received.filter(({ to }) => to === phone);
  const setAccents = async (accents: boolean) => {
    await sql`update agency set settings = jsonb_set(settings, '{messages}', ${JSON.stringify({ accents })}::jsonb)
      where id = ${ward}`.execute(server.database.db);
  };

  before(async () => {
    const database = await testDatabase({ now: new Date() });
    secrets = await Secrets.read(database.db);
    const port = await freePort();
    const callback = `http://127.0.0.1:${port}`;
    kannel = await Kannel.start(`${callback}/providers/of/kannel/${providerKey(secrets, 'kannel')}`);
    const provider = kannelProvider({ url: kannel.url, from: 'UBNDVT', callback, perMinute: 10_000, secrets });
    jobs = await startJobs(database, { providers: new Providers([provider]) });
    server = await backend(database, { jobs, clock: () => new Date() });
    http = await listen(server.app, { port, host: '127.0.0.1' });
  });
  after(async () => {
    await jobs.stop();
    await http.stop();
    await kannel.stop();
    await server.database.close();
  });

  it('arrive without diacritics in the alphabet of GSM, or with all of them', async () => {
    const words = 'UBND phường Vũng Tàu: Hồ sơ …0042 đã có kết quả, mời Ông/Bà đến nhận. Hỏi: 0254 385 0000.';
    const plain = await put('+84912345671', words);
    await until(async () => (await stateOf(plain)) === 'delivered', 'a receipt says that it has arrived');
    assert.deepEqual(textsTo('+84912345671'), [
      { to: '+84912345671', text: unaccented(words), segments: 1, encoding: 'gsm7' },
    ]);
    await setAccents(true);
    const accented = await put('+84912345672', words);
    await until(async () => (await stateOf(accented)) === 'delivered', 'a receipt says that it has arrived');
    await setAccents(false);
    assert.deepEqual(textsTo('+84912345672'), [
      { to: '+84912345672', text: words, segments: smsLength(words).segments, encoding: 'ucs2' },
    ]);
  });

  it('keep their state whatever the order of their receipts, and take none that is not signed', async () => {
    const id = await put('+84912345673', 'Xin chao.');
    await until(async () => (await stateOf(id)) === 'delivered', 'delivered');
    const receipt = (token: string, type: number) => server.get(`/providers/kannel/receipt/${token}?type=${type}`);
    const token = secrets.signToken('receipt', id);
    for (const type of [8, 4, 2, 16, 1, 8]) assert.equal((await receipt(token, type)).status, 204);
    assert.equal(await stateOf(id), 'delivered');
    const other = await put('+84912345674', 'Xin chao.');
    assert.equal((await receipt(`${other}.${token.split('.')[1]}`, 2)).status, 404);
    await until(async () => (await stateOf(other)) === 'delivered', 'delivered');
  });

  it('wait in it while the network is away, and are sent once', async () => {
    kannel.phones.disconnect();
    const id = await put('+84912345675', 'Khi co mang.');
    await until(async () => (await stateOf(id)) !== 'waiting', 'Kannel has it');
    assert.equal(textsTo('+84912345675').length, 0);
    await kannel.phones.reconnect();
    await until(async () => (await stateOf(id)) === 'delivered', 'delivered');
    assert.equal(textsTo('+84912345675').length, 1);
  });

  it('of a citizen who asks for a dossier are answered to its own phone only, in one segment', async () => {
    const { db } = server.database;
    const dossier = await db
      .selectFrom('dossier')
      .selectAll()
      .where('applicant_phone', 'is not', null)
      .executeTakeFirstOrThrow();
    const own = dossier.applicant_phone!;
    kannel.phones.send(own.replace('+84', '0'), `tra cứu ${dossier.code.toLowerCase().replaceAll('-', ' ')}`);
    await until(() => textsTo(own).length === 1, 'an answer comes');
    const [answer] = textsTo(own);
    assert.match(answer!.text, new RegExp(`Ho so \\.\\.\\.${dossier.code.slice(-4)} `));
    assert.equal(answer!.segments, 1);
    kannel.phones.send('0987654321', `TC ${dossier.code}`);
    await until(() => textsTo('+84987654321').length === 1, 'an answer comes');
    kannel.phones.send('0987654322', 'TC H29.132-990101-9999');
    await until(() => textsTo('+84987654322').length === 1, 'an answer comes');
    const [[stranger], [unknown]] = [textsTo('+84987654321'), textsTo('+84987654322')];
    assert.equal(stranger!.text, unknown!.text);
    assert.match(stranger!.text, /hoi tai quay/);
    const stored = await db.selectFrom('incoming_message').selectAll().execute();
    assert.equal(stored.length, 3);
    assert.ok(!JSON.stringify(stored).includes('987654321'), 'numbers are not stored');
  });

  it('are counted as Kannel splits them', { timeout: 120_000 }, async () => {
    const letters = [...'aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạằấềốớựừ 0123456789.,:-€[]{}^~'];
    let seed = 7;
    const random = (max: number) => (seed = (seed * 48271) % 2147483647) % max;
    const texts = Array.from({ length: 1000 }, () => {
      const isPlain = random(2) === 0;
      const own = isPlain ? letters.filter(each => /[a-z\d .,:\-[\]{}^~]/.test(each)) : letters;
      return `x${Array.from({ length: 1 + random(320) }, () => own[random(own.length)]!).join('')}x`;
    });
    const provider = kannelProvider({ url: kannel.url, callback: 'http://127.0.0.1:9', perMinute: 1, secrets });
    const first = kannel.phones.received.length;
    const wanted = new Map(texts.map((words, i) => [`+8493${String(1_000_000 + i)}`, words]));
    for (const [recipient, words] of wanted)
      await provider.send({ id: '00000000-0000-4000-8000-000000000000', recipient, words, template: null, fields: {} });
    await until(() => kannel.phones.received.length - first >= 1000, 'all arrive');
    const differing = kannel.phones.received
      .slice(first)
      .filter(({ to, segments }) => smsLength(wanted.get(to)!).segments !== segments);
    assert.deepEqual(differing.slice(0, 3), []);
  });
});
