import { randomUUID } from 'node:crypto';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Notice, NoticeList, NoticeReport, NoticeSession } from '../../../src/contract/index.ts';
import { createNoticeCode } from '../../../src/server/notifications/desk/notice-session.ts';
import { addOfficer } from '../../../src/server/platform/officers.ts';
import { Secrets } from '../../../src/server/platform/secrets.ts';
import { backend, type Backend, refusal, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';

const pairs = 200;
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000);

describe('Officers at the desk of calls', () => {
  let server: Backend;
  let secrets: Secrets;
  const sessions: Record<string, string> = {};

  const ask = (path: string, body: object, who = 'lan') =>
    server.post(
      `/api/notices/${path}`,
      { agency: ward, session: sessions[who], ...body },
      { 'User-Agent': `Browser of ${who}` },
    );
  const notice = async (answer: Response) => (await answer.json()) as Notice;
  const signIn = async (officer: string, at = monday) => {
    const code = await createNoticeCode(server.database.db, secrets, officer, at);
    const answer = await ask('session', { code: `${code.slice(0, 4)} ${code.slice(4)}` }, officer);
    const session = (await answer.json()) as NoticeSession;
    sessions[officer] = session.session;
    return session;
  };
  const put = async (count: number, more: object = {}) => {
    const rows = await server.database.db
      .insertInto('outbox')
      .values(
        Array.from({ length: count }, (_, i) => ({
          ...{ created_at: minutes(-60 + i / 1000), agency: ward, subject: `dossier:H29.132-261118-${1000 + i}` },
          ...{ recipient: `+84254385${1000 + i}`, words: 'Hồ sơ đã có kết quả.', state: 'not-sent' as const },
          ...{ last_error: 'call', sent_at: null, channel: 'call' as const, ...more },
        })),
      )
      .returning('id')
      .execute();
    return rows.map(({ id }) => id);
  };
  const list = async (body: object = {}, who = 'lan') =>
    (await (await ask('list', { tab: 'open', ...body }, who)).json()) as NoticeList;

  before(async () => {
    server = await backend(await testDatabase());
    server.at(monday);
    secrets = await Secrets.read(server.database.db);
    for (const [id, name] of [
      ['lan', 'Trần Thị Lan'],
      ['minh', 'Lê Minh'],
      ['doc', 'Chỉ Đọc'],
    ] as const)
      await addOfficer(server.database.db, { id, name, agency: ward, role: id === 'doc' ? 'reader' : 'officer' });
    await addOfficer(server.database.db, { id: 'xa', name: 'Nơi Khác', agency: '26704', role: 'officer' });
    await server.database.db.deleteFrom('outbox').execute();
  });
  after(() => server.database.close());

  it('sign in by a code of the officers’ site, once and only for five minutes', async () => {
    const session = await signIn('lan');
    assert.deepEqual([session.officer, session.agency, session.idleMinutes], ['Trần Thị Lan', 'Phường Vũng Tàu', 15]);
    await signIn('minh');
    const code = await createNoticeCode(server.database.db, secrets, 'lan', monday);
    server.at(minutes(6));
    assert.equal((await refusal(await ask('session', { code }))).slug, 'ticket-not-valid');
    server.at(monday);
    assert.equal((await ask('session', { code })).status, 200);
    assert.equal((await refusal(await ask('session', { code }))).slug, 'ticket-not-valid');
    const reader = await createNoticeCode(server.database.db, secrets, 'doc', monday);
    assert.equal((await refusal(await ask('session', { code: reader }))).slug, 'not-allowed');
  });

  it('are asked for a proof of work after wrong codes, whatever agency they name', async () => {
    const slugs: string[] = [];
    for (let i = 0; i < 25; i++) {
      const answer = await server.post('/api/notices/session', { agency: `ward-${i}`, code: '00000000' });
      slugs.push((await refusal(answer)).slug);
    }
    assert.equal(slugs.at(-1), 'proof-needed');
    await server.database.db.deleteFrom('wrong_try').execute();
  });

  it('have a session that opens nothing else, in one browser only', async () => {
    const headers = { Cookie: `motcua-desk=${sessions['lan']}`, 'User-Agent': 'Browser of lan' };
    const page = await server.app.request('/desk/outbox', { headers });
    assert.match(await page.text(), /Đăng nhập/);
    const elsewhere = await server.post(
      '/api/notices/list',
      { agency: ward, session: sessions['lan'], tab: 'open' },
      { 'User-Agent': 'Other' },
    );
    assert.equal((await refusal(elsewhere)).slug, 'not-signed-in');
  });

  it(`never get the same call: of ${pairs} pairs of claims at once, one wins each and the other sees the name`, async () => {
    const ids = await put(pairs);
    const outcomes = await Promise.all(
      ids.map(async (id, i) => {
        const claims = ['lan', 'minh'].map(async who => {
          // Within 50 ms of each other.
          await new Promise(resolve => setTimeout(resolve, ((i * 17 + who.length * 29) % 50) + 1));
          return { who, answer: await ask('claim', { id }, who) };
        });
        return Promise.all(claims);
      }),
    );
    for (const [one, other] of outcomes) {
      const won = [one, other].filter(each => each?.answer.status === 200);
      assert.equal(won.length, 1);
      const lost = one === won[0] ? other! : one!;
      const { type, detail } = (await lost.answer.json()) as { type: string; detail: string };
      assert.match(type, /already-claimed$/);
      assert.equal(detail, lost.who === 'lan' ? 'Lê Minh' : 'Trần Thị Lan');
    }
    const claims = await server.database.db
      .selectFrom('audit')
      .select('id')
      .where('action', '=', 'outbox.claim')
      .execute();
    assert.equal(claims.length, pairs, 'each number that was shown is logged');
    await server.database.db.deleteFrom('outbox').execute();
  });

  it('see the number of a claimed call only, and give it back', async () => {
    const [id] = (await put(1)) as [string];
    const [shown] = (await list()).notices;
    assert.deepEqual([shown?.phone, shown?.code, shown?.reason], ['025****000', 'H29.132-261118-1000', 'call']);
    const claimed = await notice(await ask('claim', { id }));
    assert.deepEqual([claimed.phone, claimed.claimedBy?.isMe], ['02543851000', true]);
    const [theirs] = (await list({}, 'minh')).notices;
    assert.deepEqual([theirs?.phone, theirs?.claimedBy?.name], ['025****000', 'Trần Thị Lan']);
    assert.equal(
      (await refusal(await ask('record', { id, attempt: randomUUID(), outcome: 'reached' }, 'minh'))).slug,
      'not-claimed',
    );
    assert.equal((await refusal(await ask('release', { id }, 'minh'))).slug, 'not-claimed');
    assert.equal((await ask('release', { id })).status, 200);
    assert.equal((await ask('claim', { id }, 'minh')).status, 200);
    await server.database.db.deleteFrom('outbox').execute();
  });

  it('lose an idle claim after ten minutes, not one in use', async () => {
    const [id] = (await put(1)) as [string];
    await ask('claim', { id });
    server.at(minutes(9));
    await ask('claim', { id });
    server.at(minutes(18));
    assert.equal(
      (await refusal(await ask('claim', { id }, 'minh'))).slug,
      'not-signed-in',
      'who was idle signs in again',
    );
    await signIn('minh', minutes(18));
    assert.equal((await refusal(await ask('claim', { id }, 'minh'))).slug, 'already-claimed');
    server.at(minutes(20));
    assert.equal((await ask('claim', { id }, 'minh')).status, 200);
    assert.equal(
      (await refusal(await ask('record', { id, attempt: randomUUID(), outcome: 'reached' }))).slug,
      'not-claimed',
    );
    await server.database.db.deleteFrom('outbox').execute();
  });

  it('record what came of a call, once, and call again', async () => {
    const [id] = (await put(1)) as [string];
    await ask('claim', { id }, 'minh');
    assert.equal(
      (await refusal(await ask('record', { id, attempt: randomUUID(), outcome: 'call-back' }, 'minh'))).slug,
      'invalid-input',
    );
    const far = { callAt: '2199-01-01T00:00:00Z' };
    assert.equal(
      (await refusal(await ask('record', { id, attempt: randomUUID(), outcome: 'call-back', ...far }, 'minh'))).slug,
      'invalid-input',
    );
    const attempt = randomUUID();
    const record = { id, attempt, outcome: 'no-answer', note: 'Máy bận' };
    for (let i = 0; i < 2; i++) {
      const answer = await notice(await ask('record', record, 'minh'));
      assert.deepEqual([answer.calls, answer.outcome, answer.callAt], [1, 'no-answer', '2026-11-23T11:20:00+07:00']);
    }
    assert.deepEqual((await list({}, 'minh')).counts, { open: 0, later: 1, done: 0 });
    assert.equal((await list({ tab: 'later' }, 'minh')).notices.length, 1);
    await ask('claim', { id }, 'minh');
    await ask('record', { id, attempt: randomUUID(), outcome: 'reached' }, 'minh');
    assert.deepEqual((await list({ tab: 'done' }, 'minh')).counts, { open: 0, later: 0, done: 1 });
    assert.equal((await refusal(await ask('claim', { id }, 'minh'))).slug, 'notice-not-found');
  });

  it('find a call by its code in any spelling, or by the end of the number', async () => {
    await put(3);
    const found = async (search: string) => (await list({ search }, 'minh')).notices.map(({ code }) => code.slice(-4));
    assert.deepEqual(await found('261118 1002'), ['1002']);
    assert.deepEqual(await found('5 1001'), ['1001']);
    assert.deepEqual(await found('h29.132'), ['1000', '1001', '1002']);
    assert.deepEqual(await found('%'), []);
  });

  it('have a report of the day', async () => {
    const report = (await (await ask('report', {}, 'minh')).json()) as NoticeReport;
    assert.deepEqual(report.calls, { reached: 1, noAnswer: 1, wrongNumber: 0, callBack: 0 });
    assert.deepEqual(report.messages, { sent: 0, delivered: 0, waiting: 0, notSent: 4, unknown: 0 });
    assert.deepEqual(
      report.hours.find(({ hour }) => hour === 9),
      { hour: 9, messages: 0, calls: 2 },
    );
  });

  it('see their own call whatever they look at, also one of later', async () => {
    const ids = await put(60);
    await server.database.db
      .updateTable('outbox')
      .set({ call_at: minutes(300) })
      .where('id', '=', ids[59]!)
      .execute();
    for (const id of [ids[58]!, ids[59]!]) {
      await ask('claim', { id }, 'minh');
      assert.equal((await list({}, 'minh')).notices[0]?.id, id);
      assert.equal((await list({ search: '1000' }, 'minh')).notices[0]?.id, id);
      await ask('release', { id }, 'minh');
    }
    const used = randomUUID();
    for (const id of [ids[0]!, ids[1]!]) {
      await ask('claim', { id }, 'minh');
      const answer = await ask('record', { id, attempt: used, outcome: 'reached' }, 'minh');
      assert.equal(answer.status, id === ids[0] ? 200 : 422, 'an attempt belongs to one call');
    }
    await server.database.db.deleteFrom('outbox').execute();
    await put(1, { state: 'called' });
  });

  it('of another agency see nothing of it', async () => {
    server.at(monday);
    const [id] = (await put(1)) as [string];
    await signIn('xa');
    assert.deepEqual((await list({}, 'xa')).notices, []);
    assert.equal((await refusal(await ask('claim', { id }, 'xa'))).slug, 'notice-not-found');
    assert.equal((await refusal(await ask('claim', { id: '1' }, 'xa'))).slug, 'notice-not-found');
  });
});
