import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Challenge, type Dossier, proofHeader, statuses } from '../../../src/contract/index.ts';
import type { ProblemError } from '../../../src/server/platform/problem.ts';
import { proofSeconds, requireProofOfWork } from '../../../src/server/platform/proof-of-work.ts';
import { Secrets } from '../../../src/server/platform/secrets.ts';
import { backend, type Backend, openWard, question, refusal, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { solved } from '../../support/solved.ts';

describe('Looking a dossier up', () => {
  let server: Backend;
  const read = async (body: unknown) => server.post('/api/dossiers/read', body);
  const found = async (number: number) =>
    (await (await read(question(await server.code(number), number))).json()) as Dossier;

  before(async () => {
    server = await backend(await testDatabase());
  });
  after(() => server.database.close());

  it('shows the holder everything, with the name masked', async () => {
    const dossier = await found(42);

    assert.equal(dossier.detail, 'full');
    assert.equal(dossier.status, 'supplement');
    assert.equal(dossier.deadline, 'paused');
    assert.equal(dossier.applicant, 'Nguyễn *** Lan');
    assert.deepEqual(dossier.task?.papers, [{ name: 'Giấy chứng sinh (bản chính)' }]);
    assert.equal(dossier.task?.before, '2026-11-27T17:00:00+07:00');
    assert.equal(dossier.timeline.length, 4);
    assert.equal(dossier.now, '2026-11-23T09:00:00+07:00');
  });

  it('says which steps come, when the result is due, and whether the place is open', async () => {
    const going = await found(43);
    assert.deepEqual(going.upcoming, [{ status: 'returned', expectedAt: going.dueAt, workdays: null }]);
    assert.deepEqual(going.place?.opening, { open: true, changesAt: '2026-11-23T11:30:00+07:00' });
    assert.match(going.place?.mapUrl ?? '', /^https:/);

    const paused = await found(42);
    assert.deepEqual(
      paused.upcoming?.map(({ status, workdays }) => [status, workdays]),
      [
        ['processing', paused.workdaysLeft],
        ['returned', null],
      ],
    );
    assert.equal((await found(45)).workdaysLate, 3);
    assert.equal(going.workdaysLate, null);
  });

  it('gives the ways to pay a fee, with a VietQR code that names the dossier, and the page of a parcel', async () => {
    const { task } = await found(47);
    assert.equal(task?.payment?.account?.bank, 'Vietcombank');
    assert.match(task?.payment?.vietQr ?? '', /5406100000.*H29 132 \d{6} 0047/);
    assert.equal((await found(42)).visitService, 'nop-bo-sung');
    assert.equal((await found(54)).visitService, 'nhan-ket-qua');
    assert.match((await found(55)).delivery?.url ?? '', /^https:.*RR000000055VN$/);
  });

  it('knows every state, and one of the backend’s own by its label', async () => {
    const rows = await server.database.db.selectFrom('dossier').select(['code', 'status', 'label']).execute();

    assert.deepEqual(
      statuses.filter(status => !rows.some(row => row.status === status)),
      [],
    );
    const own = await found(57);
    assert.equal(own.status, 'tax-check');
    assert.equal(own.label, 'Đang chờ cơ quan thuế xác nhận');
  });

  it('takes the code and the factor however they are typed', async () => {
    const code = (await server.code(42)).toLowerCase().replaceAll('-', ' – ');
    for (const factor of [
      { kind: 'phoneLast4', value: '00 42' },
      { kind: 'idLast4', value: '1042' },
      { kind: 'secretCode', value: 'k42mc' },
    ]) {
      assert.equal((await read({ agency: ward, code, factor })).status, 200, factor.kind);
    }
  });

  it('answers a wrong code and a wrong factor alike', async () => {
    const wrongCode = await read(question('H29.132-261118-9999', 42));
    const wrongFactor = await read(question(await server.code(42), 43));

    const texts = [await wrongCode.text(), await wrongFactor.text()].map(text => text.replace(/"requestId":"\d+"/, ''));
    assert.equal(texts[0], texts[1]);
    assert.deepEqual([wrongCode.status, wrongFactor.status], [404, 404]);
    assert.match(texts[0] ?? '', /dossier-not-found/);
  });

  it('asks for the factor before it looks', async () => {
    const refused = await refusal(await read({ agency: ward, code: await server.code(42) }));
    assert.deepEqual(refused, { slug: 'invalid-input', status: 422 });
  });

  it('at an open ward shows only the stage by the code, and the rest by the factor', async () => {
    const code = await server.code(61);
    const stage = (await (await read({ agency: openWard, code })).json()) as Dossier;
    const full = (await (await read(question(code, 61, openWard))).json()) as Dossier;

    assert.equal(stage.detail, 'stage');
    assert.ok(stage.more && stage.place && stage.task);
    assert.deepEqual([stage.procedure, stage.applicant, stage.timeline, stage.task.papers], [null, null, [], []]);
    assert.equal(full.detail, 'full');
    assert.equal(full.procedure?.name, 'Đăng ký thường trú');
  });

  it('keeps a private ward’s dossiers private, whichever desk is asked', async () => {
    const code = await server.code(42);
    assert.deepEqual(await refusal(await read({ agency: openWard, code })), { slug: 'dossier-not-found', status: 404 });
    assert.equal((await read(question(code, 42, openWard))).status, 200);
  });

  it('finds a code with spaces, dots or nothing between its parts, and O for 0', async () => {
    const code = await server.code(42);
    const typed = [
      code.replaceAll(/[.-]/g, ''),
      code.replaceAll(/[.-]/g, ' '),
      code.replaceAll('-', '.'),
      code.replaceAll('0', 'O').toLowerCase(),
      ` ${code.replaceAll('.', '-')} `,
    ];
    for (const each of typed) {
      const answer = await read(question(each, 42));
      assert.equal(answer.status, 200, each);
      assert.equal(((await answer.json()) as Dossier).code, code);
    }
  });

  it('opens of two dossiers with one key only the one whose code is typed exactly', async () => {
    const { db } = server.database;
    const code = await server.code(48);
    const twin = code.replaceAll('.', '-');
    const row = await db.selectFrom('dossier').selectAll().where('code', '=', code).executeTakeFirstOrThrow();
    const { id: _, extension, task, delivery, ...copy } = row;
    const json = (value: object | null) => value && JSON.stringify(value);
    await db
      .insertInto('dossier')
      .values({
        ...copy,
        code: twin,
        extension: json(extension),
        task: json(task),
        delivery: json(delivery),
        receipt: null,
      })
      .execute();
    for (const each of [code, twin])
      assert.equal(((await (await read(question(each, 48))).json()) as Dossier).code, each);
    for (const neither of [code.replaceAll(/[.-]/g, ''), code.replaceAll('0', 'O')])
      assert.equal((await refusal(await read(question(neither, 48)))).slug, 'dossier-not-found');
    await db.deleteFrom('dossier').where('code', '=', twin).execute();
  });

  it('lets no more than the free tries through when many guess at once, and charges nobody who is right', async () => {
    const code = await server.code(55);
    const answers = await Promise.all(Array.from({ length: 60 }, () => read(question(code, 42))));
    const slugs = await Promise.all(answers.map(async answer => (await refusal(answer)).slug));
    assert.equal(slugs.filter(slug => slug === 'dossier-not-found').length, 20);
    assert.equal(slugs.filter(slug => slug === 'proof-needed').length, 40);
    const other = await server.code(54);
    const right = await Promise.all(Array.from({ length: 60 }, () => read(question(other, 54))));
    assert.deepEqual([...new Set(right.map(({ status }) => status))], [200], 'sixty who are right, at once');
    for (let polls = 0; polls < 25; polls++) assert.equal((await read(question(other, 54))).status, 200);
  });

  it('asks for a proof of work after twenty wrong tries, whoever is right, and refuses nobody who brings it', async () => {
    for (const [code, number] of [
      ['H29.132-261118-7777', 42],
      [await server.code(47), 47],
    ] as const) {
      for (let tries = 0; tries < 20; tries++)
        assert.equal(
          (await refusal(await read(question(code.replaceAll('-', ' '.repeat(tries % 2)), 41)))).slug,
          'dossier-not-found',
        );
      const asked = await read(question(code, number));
      assert.equal(asked.status, 428, 'a right one too, and spellings are one code');
      const { challenge } = (await asked.json()) as { challenge: Challenge };
      const proven = await server.post('/api/dossiers/read', question(code, number), {
        [proofHeader]: solved(challenge),
      });
      assert.equal(proven.status, number === 47 ? 200 : 404);
      const again = await server.post('/api/dossiers/read', question(code, number), {
        [proofHeader]: solved(challenge),
      });
      assert.equal((await refusal(again)).slug, 'proof-needed', 'it holds once');
    }
    const { challenge } = (await (await read(question(await server.code(47), 47))).json()) as { challenge: Challenge };
    const elsewhere = await server.post('/api/dossiers/read', question('H29.132-261118-7777', 42), {
      [proofHeader]: solved(challenge),
    });
    assert.equal((await refusal(elsewhere)).slug, 'proof-needed', 'it holds for its own code');
    assert.equal((await read(question(await server.code(46), 46))).status, 200, 'other codes are left alone');

    server.at(new Date(monday.getTime() + 25 * 3600_000));
    assert.equal((await read(question(await server.code(47), 47))).status, 200, 'a day later');
    server.at(monday);
  });

  it('costs a guesser of four digits more than a hundred hours of one core', () => {
    let seconds = 0;
    for (let tries = 0; tries < 10_000; tries++) seconds += proofSeconds(tries, 20);
    assert.ok(seconds / 3600 >= 100, String(seconds / 3600));
    assert.deepEqual(
      [0, 19, 20, 40, 60, 120, 9999].map(tries => proofSeconds(tries, 20)),
      [0, 0, 1.25, 2.5, 5, 40, 40],
    );
  });

  it('takes no cheap proof that was collected before the price rose', async () => {
    const { database } = server;
    const secrets = await Secrets.read(database.db);
    const demand = { purpose: 'code:x', seconds: proofSeconds(20, 20) };
    const ask = (seconds: number, proof?: string) =>
      requireProofOfWork(database.db, secrets, { ...demand, seconds }, proof, monday).then(
        () => undefined,
        (error: unknown) => (error as ProblemError).extensions.challenge as Challenge,
      );
    const cheap = solved((await ask(demand.seconds))!);
    assert.ok(await ask(proofSeconds(40, 20), cheap), 'dearer now');
    assert.equal(await ask(demand.seconds, cheap), undefined, 'good for what it was asked for');
  });

  it('gives the holder of a returned dossier a ticket to rate it, and nobody else', async () => {
    assert.ok((await found(56)).ratingTicket);
    assert.equal((await found(43)).ratingTicket, null);
  });

  it('explains an extension, a suspension and a rejection', async () => {
    assert.match((await found(46)).extension?.reason ?? '', /xác minh/);
    assert.match((await found(50)).reason ?? '', /Phường Tam Thắng/);
    assert.equal((await found(45)).deadline, 'overdue');
  });

  it('is not offered where the agency has switched it off', async () => {
    await server.database.db
      .updateTable('agency')
      .set({ settings: '{"lookup":null}' })
      .where('id', '=', '26704')
      .execute();
    const refused = await refusal(await read({ ...question(await server.code(42), 42), agency: '26704' }));
    assert.deepEqual(refused, { slug: 'not-offered', status: 409 });
  });
});
