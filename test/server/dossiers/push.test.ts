import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Dossier } from '../../../src/contract/index.ts';
import { createKey, createSource, ingestSecret, revokeKey } from '../../../src/server/dossiers/intake/ingest-key.ts';
import { withAudit } from '../../../src/server/platform/audit.ts';
import { Secrets } from '../../../src/server/platform/secrets.ts';
import { backend, type Backend, openWard, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';

const minutes = (count: number) => new Date(monday.getTime() + count * 60_000);
const record = { code: 'H29.132-261123-7001', procedure: '1.004873', status: 'accepted' };
const an = { name: 'Nguyễn Văn An', phone: '0912 345 678', notify: true };

describe('Dossiers that another system pushes', () => {
  let server: Backend;
  let key: string;
  let secret: string;
  let source: string;
  before(async () => {
    server = await backend(await testDatabase());
    await change(async tx => {
      source = await createSource({ ...officer, tx }, { agency: ward, name: 'Phần mềm một cửa' });
      key = await createKey({ ...officer, tx }, source);
    });
    secret = ingestSecret(await Secrets.read(server.database.db), key);
  });
  after(() => server.database.close());

  const officer = {
    officer: { id: 'thu', name: 'Thu', agency: ward, role: 'admin' as const, scope: [ward] },
    now: monday,
  };
  const change = (work: Parameters<typeof withAudit<void>>[1]) => withAudit(server.database.db, work);

  const newKey = () => withAudit(server.database.db, tx => createKey({ ...officer, tx, now }, source));

  interface Signing {
    at?: Date;
    with?: string;
    of?: string;
    sent?: string | Uint8Array;
  }
  let now = monday;
  const at = (moment: Date) => {
    now = moment;
    server.at(moment);
  };
  /** Sends a body with its signature, or with another one. */
  async function send(body: string | Uint8Array, signing: Signing = {}) {
    const time = Math.floor((signing.at ?? now).getTime() / 1000);
    const hmac = createHmac('sha256', signing.with ?? secret)
      .update(`${time}.`)
      .update(body)
      .digest('hex');
    return server.app.request('/api/ingest/dossiers', {
      method: 'POST',
      headers: { 'Motcua-Signature': `key=${signing.of ?? key}, t=${time}, v1=${hmac}` },
      body: (signing.sent ?? body) as string,
    });
  }
  let sent = 0;
  const push = async (...dossiers: (object | null)[]) => {
    // A second later each time, so that no two signatures are the same.
    at(new Date(now.getTime() + 1000 * ++sent));
    const answer = await send(JSON.stringify({ dossiers }));
    assert.equal(answer.status, 200, await answer.clone().text());
    return (await answer.json()) as Record<'added' | 'changed' | 'unchanged', number> & {
      mistakes: { index: number; path: string; code: string; detail?: string }[];
    };
  };
  const lookUp = async (code: string, last4 = '5678') => {
    const answer = await server.post('/api/dossiers/read', {
      ...{ agency: ward, code, factor: { kind: 'phoneLast4', value: last4 } },
    });
    return { status: answer.status, dossier: (await answer.json()) as Dossier };
  };
  const messages = (code: string) =>
    server.database.db
      .selectFrom('outbox')
      .select(['template', 'recipient'])
      .where('subject', '=', `dossier:${code}`)
      .orderBy('created_at')
      .execute();

  it('are looked up by their citizens, with due date, steps and messages', async () => {
    assert.deepEqual(await push({ ...record, receivedAt: '2026-11-23T08:40:00+07:00', applicant: an }), {
      ...{ added: 1, changed: 0, unchanged: 0, mistakes: [] },
    });
    const { dossier } = await lookUp(record.code);
    assert.equal(dossier.status, 'accepted');
    // Three working days, of which Tuesday 24 November is a holiday.
    assert.equal(dossier.dueAt, '2026-11-27T17:00:00+07:00');
    assert.equal(dossier.applicant, 'Nguyễn *** An');
    const { code } = record;
    at(minutes(31));
    const moved = { code, status: 'supplement', note: 'Tờ khai thiếu chữ ký', papers: ['Tờ khai'] };
    assert.equal((await push({ ...moved, at: minutes(30).toISOString() })).changed, 1);
    const next = (await lookUp(code)).dossier;
    assert.equal(next.deadline, 'paused');
    assert.deepEqual(next.task?.papers, [{ name: 'Tờ khai' }]);
    assert.deepEqual(
      next.timeline.map(step => [step.status, step.note]),
      [
        ['accepted', undefined],
        ['supplement', 'Tờ khai thiếu chữ ký'],
      ],
    );
    assert.deepEqual(
      (await messages(code)).map(({ template }) => template),
      ['dossier.accepted', 'dossier.supplement'],
    );
  });

  it('change nothing a second time, nor when an older state comes late', async () => {
    const again = { ...record, code: 'H29.132-261123-7002', applicant: an, at: minutes(1).toISOString() };
    assert.equal((await push(again)).added, 1);
    assert.equal((await push(again)).unchanged, 1);
    const later = { code: again.code, status: 'processing', at: minutes(20).toISOString() };
    assert.equal((await push(later, later)).changed, 1);
    assert.equal((await push(again)).unchanged, 1);
    const { dossier } = await lookUp(again.code);
    assert.equal(dossier.status, 'processing');
    assert.equal(dossier.timeline.length, 2);
  });

  it('are told each with what is wrong with it, while the others are taken', async () => {
    const good = { ...record, code: 'H29.132-261123-7003' };
    const { added, mistakes } = await push(
      { ...good, status: 'đang xử lý' },
      { ...good, code: '??' },
      { ...good, code: 'H29.132-261123-7004', applicant: { phone: '12' } },
      { ...good, code: 'H29.132-261123-7004', agency: openWard },
      { ...good, code: 'H29.132-261123-7004', dueAt: '27/11/2026' },
      { ...good, code: 'H29.132-261123-7004', dueAt: '9999-12-31T00:00:00Z' },
      { ...good, code: 'H29.132-261123-7004', at: '2062-01-01T00:00:00Z' },
      { ...good, code: 'H29.132-261123-7004', applicant: { name: '=cmd|calc' } },
      { ...good, code: 'H29.132-261123-7004', applicant: { name: 'An\0' } },
      { ...good, code: 'H29.132-261123-7004', applicant: { name: '\ud83d' } },
      { ...good, code: 'H29.132-261123-7004', procedure: '9.999999' },
      { ...good, code: 'H29.132-261123-7004', trangThai: '4' },
      null,
      good,
    );
    assert.equal(added, 1);
    assert.deepEqual(
      mistakes.map(({ index, path, code }) => `${index} ${path} ${code}`),
      [
        ...['0 status status', '1 code code', '2 applicant.phone phone', '3 agency unknown', '4 dueAt date'],
        ...['5 dueAt date', '6 at date', '7 applicant.name formula', '8 applicant.name invalid'],
        ...['9 applicant.name invalid', '10 procedure unknown', '11 trangThai invalid', '12  invalid'],
      ],
    );
    // A procedure that the catalogue does not have comes with its name.
    const named = { ...good, code: 'H29.132-261123-7005', procedure: '9.999999', procedureName: 'Thủ tục của tỉnh' };
    assert.equal((await push(named)).added, 1);
    assert.deepEqual((await push({ code: good.code, status: 'returned' })).changed, 1);
    const [back] = (await push({ code: good.code, status: 'processing' })).mistakes;
    assert.deepEqual([back?.path, back?.code, back?.detail], ['status', 'transition', 'returned → processing']);
  });

  it('are not those of other agencies, whatever a source says', async () => {
    const { db } = server.database;
    const other = await db.selectFrom('dossier').selectAll().where('agency', '=', openWard).executeTakeFirstOrThrow();
    const { mistakes } = await push({ code: other.code, status: 'returned', procedureName: 'Khác' });
    assert.deepEqual(mistakes, [{ index: 0, path: 'code', code: 'not-allowed' }]);
    const same = await db.selectFrom('dossier').selectAll().where('id', '=', other.id).executeTakeFirstOrThrow();
    assert.deepEqual(same, other);
  });

  it('tell more about the same state, and keep who the desk or another source has written down', async () => {
    const { db } = server.database;
    const asked = { ...record, code: 'H29.132-261123-7050', status: 'supplement', papers: ['Tờ khai'], applicant: an };
    assert.equal((await push(asked)).added, 1);
    assert.equal((await push({ code: asked.code, status: 'supplement', papers: ['Tờ khai', 'Căn cước'] })).changed, 1);
    const { dossier } = await lookUp(asked.code);
    assert.deepEqual(dossier.task?.papers, [{ name: 'Tờ khai' }, { name: 'Căn cước' }]);
    // What lacked papers is counted from the day on which it is taken on.
    at(minutes(10 * 24 * 60));
    assert.equal((await push({ code: asked.code, status: 'processing' })).changed, 1);
    assert.ok(Date.parse((await lookUp(asked.code)).dossier.dueAt!) > now.getTime());
    at(minutes(40));
    assert.equal((await push({ code: asked.code, status: 'withdrawing' })).changed, 1);

    const row = await db
      .selectFrom('dossier')
      .selectAll()
      .where('source', 'is', null)
      .where('agency', '=', ward)
      .where('status', '=', 'processing')
      .executeTakeFirstOrThrow();
    const foreign = { code: row.code, status: 'processing', applicant: { phone: '0987654321', notify: true } };
    assert.equal((await push(foreign)).unchanged, 1);
    const same = await db
      .selectFrom('dossier')
      .select('applicant_phone')
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow();
    assert.equal(same.applicant_phone, row.applicant_phone);
  });

  it('of last year tell nobody', async () => {
    const old = { ...record, code: 'H29.132-251123-7006', status: 'returned', at: '2025-11-23T08:40:00+07:00' };
    assert.equal((await push({ ...old, receivedAt: '2025-11-20T08:40:00+07:00', applicant: an })).added, 1);
    assert.deepEqual(await messages(old.code), []);
    const { dossier } = await lookUp(old.code);
    assert.deepEqual(
      dossier.timeline.map(({ status }) => status),
      ['accepted', 'returned'],
    );
  });

  it('are refused with a signature that is wrong, old, cut, or used, and leave nothing', async () => {
    const body = JSON.stringify({ dossiers: [{ ...record, code: 'H29.132-261123-7100' }] });
    at(minutes(60));
    const codeOf = async (answer: Response) => {
      assert.equal(answer.status, 403);
      return ((await answer.json()) as { errors: { code: string }[] }).errors[0]?.code;
    };
    assert.equal(await codeOf(await send(body, { with: 'another secret' })), 'signature');
    assert.equal(await codeOf(await send(body, { of: `mk_${'0'.repeat(32)}` })), 'signature');
    assert.equal(await codeOf(await send(body, { sent: body.replace('accepted', 'returned') })), 'signature');
    assert.equal(await codeOf(await send(body, { sent: body.slice(0, -1) })), 'signature');
    assert.equal(await codeOf(await send(body, { at: minutes(54) })), 'time');
    assert.equal(await codeOf(await send(body, { at: minutes(66) })), 'time');
    for (const header of ['', 'key=1', 'x'.repeat(10_000)])
      assert.equal(
        await codeOf(
          await server.app.request('/api/ingest/dossiers', {
            method: 'POST',
            headers: { 'Motcua-Signature': header },
            body,
          }),
        ),
        'signature',
      );
    const { db } = server.database;
    const stored = () => db.selectFrom('dossier').select('id').where('code', '=', 'H29.132-261123-7100').execute();
    assert.deepEqual(await stored(), []);
    // A clock that is four minutes wrong is right.
    assert.equal((await send(body, { at: minutes(56) })).status, 200);
    assert.equal(await codeOf(await send(body, { at: minutes(56) })), 'replayed');
    assert.equal((await stored()).length, 1);
  });

  it('are refused as a whole where the body cannot be read', async () => {
    at(minutes(80));
    const refusal = async (body: string | Uint8Array) => {
      at(new Date(now.getTime() + 1000));
      const answer = await send(body);
      const { errors = [] } = (await answer.json()) as { errors?: { code: string }[] };
      return `${answer.status} ${errors[0]?.code ?? ''}`.trim();
    };
    const one = JSON.stringify({ ...record, code: 'H29.132-261123-7200' });
    assert.equal(await refusal('{'), '422 json');
    assert.equal(await refusal('[]'), '422 required');
    assert.equal(await refusal('{"dossiers": []}'), '422 required');
    assert.equal(await refusal(`{"dossiers": [${Array(501).fill(one).join(',')}]}`), '422 long');
    assert.equal(await refusal(`{"dossiers": [${one}], "dossiers": []}`), '422 duplicate');
    assert.equal(await refusal(`{"dossiers": [${one.replace('{', '{"code": "H29.1-1", ')}]}`), '422 duplicate');
    assert.equal(await refusal(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), '422 depth');
    assert.equal(await refusal(new Uint8Array(Buffer.from(`{"dossiers": [${one}]}`, 'utf16le'))), '422 json');
    assert.equal(await refusal(new Uint8Array([0x7b, 0xff])), '422 encoding');
    assert.equal(await refusal(`{"dossiers": [${one}], "x": "${'a'.repeat(4 * 1024 * 1024)}"}`), '413');
    // Without a length, as a stream without end.
    let sentBytes = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(stream) {
        sentBytes += 65_536;
        if (sentBytes > 100 * 1024 * 1024) stream.close();
        else stream.enqueue(new Uint8Array(65_536));
      },
    });
    const time = Math.floor(now.getTime() / 1000);
    const init = { method: 'POST', body: endless, duplex: 'half' } as RequestInit;
    const headers = { 'Motcua-Signature': `key=${key}, t=${time}, v1=${'0'.repeat(64)}` };
    const cut = await server.app.request('/api/ingest/dossiers', { ...init, headers });
    assert.equal(cut.status, 413);
    assert.ok(sentBytes < 10 * 1024 * 1024, `${sentBytes} bytes were read`);
    const { db } = server.database;
    assert.deepEqual(
      await db.selectFrom('dossier').select('id').where('code', '=', 'H29.132-261123-7200').execute(),
      [],
    );
    assert.equal((await server.get('/api/ingest/dossiers')).status, 405);
  });

  it('are signed with two keys while one replaces the other, and with none that is revoked', async () => {
    at(minutes(120));
    const second = await newKey();
    const secondSecret = ingestSecret(await Secrets.read(server.database.db), second);
    const body = (nth: number) => JSON.stringify({ dossiers: [{ ...record, code: `H29.132-261123-73${nth}` }] });
    assert.equal((await send(body(10))).status, 200);
    assert.equal((await send(body(11), { of: second, with: secondSecret })).status, 200);
    at(minutes(120 + 8 * 24 * 60));
    assert.equal((await send(body(12))).status, 403);
    assert.equal((await send(body(13), { of: second, with: secondSecret })).status, 200);
    await change(async tx => assert.ok(await revokeKey({ ...officer, tx, now }, source, second)));
    assert.equal((await send(body(14), { of: second, with: secondSecret })).status, 403);
  });

  it('are added once when the same comes at the same moment', async () => {
    at(minutes(90));
    key = await newKey();
    secret = ingestSecret(await Secrets.read(server.database.db), key);
    const { db } = server.database;
    for (let round = 0; round < 5; round++) {
      const dossiers = Array.from({ length: 20 }, (_, nth) => ({
        ...record,
        code: `H29.132-261123-8${round}${nth + 10}`,
      }));
      const bodies = [dossiers, [...dossiers].reverse(), dossiers.slice(5)].map(each =>
        JSON.stringify({ dossiers: each }),
      );
      const answers = await Promise.all(bodies.map(each => send(each)));
      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200, 200],
      );
      const stored = await db
        .selectFrom('dossier')
        .select('id')
        .where('code', 'like', `H29.132-261123-8${round}%`)
        .execute();
      const ids = stored.map(({ id }) => id);
      assert.equal(ids.length, 20);
      assert.equal((await db.selectFrom('dossier_step').select('id').where('dossier', 'in', ids).execute()).length, 20);
    }
  });
});
