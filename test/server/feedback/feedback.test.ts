import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Dossier, FeedbackReceipt, OpinionState } from '../../../src/contract/index.ts';
import { answeredOpinion } from '../../../src/server/sample/opinions.ts';
import { backend, type Backend, newKey, question, refusal, ward } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';

const rating = (ticket?: string) => ({
  kind: 'rating',
  agency: ward,
  ...(ticket && { ticket }),
  scores: [{ criterion: 'overall', value: 2 }],
  reasons: ['waiting'],
});
const opinion = (more: object = {}) => ({
  kind: 'opinion',
  agency: ward,
  text: 'Quầy số 2 cần thêm ghế.',
  consents: [],
  ...more,
});
const consents = [{ purpose: 'call-back', version: '2026-01' }];

describe('Feedback', () => {
  let server: Backend;
  const count = async (table: 'rating' | 'opinion') =>
    (await server.database.db.selectFrom(table).select('id').execute()).length;
  const ticket = async () => {
    const answer = await server.post('/api/dossiers/read', question(await server.code(56), 56));
    return ((await answer.json()) as Dossier).ratingTicket as string;
  };

  before(async () => {
    server = await backend(await testDatabase());
  });
  after(() => server.database.close());

  it('takes an anonymous rating', async () => {
    const response = await server.write(rating());
    assert.equal(response.status, 201);
    assert.equal(((await response.json()) as FeedbackReceipt).kind, 'rating');
  });

  it('takes one rating for a dossier, and no second one', async () => {
    const given = await ticket();

    assert.equal((await server.write(rating(given))).status, 201);
    assert.deepEqual(await refusal(await server.write(rating(given))), { slug: 'already-rated', status: 409 });
    assert.equal(await ticket(), null);
  });

  it('does not take a ticket that it has not given', async () => {
    const made = `${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}.AAAA`;
    assert.deepEqual(await refusal(await server.write(rating(made))), { slug: 'ticket-not-valid', status: 409 });
  });

  it('refuses a rating without an answer to each question, or with answers to others', async () => {
    for (const scores of [
      [],
      [{ criterion: 'other', value: 3 }],
      [{ criterion: 'overall', value: 6 }],
      [{ criterion: 'overall', value: 2.5 }],
    ]) {
      assert.equal((await server.write({ ...rating(), scores })).status, 422);
    }
  });

  it('gives an opinion a code under which its answer can be read', async () => {
    const receipt = (await (await server.write(opinion())).json()) as FeedbackReceipt;
    assert.match(receipt.code ?? '', /^PA-[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    assert.equal(receipt.answerBy, '2026-12-15T17:00:00+07:00');

    const typed = receipt.code?.toLowerCase().replaceAll('-', ' ');
    const state = (await (
      await server.post('/api/feedback/read', { agency: ward, code: typed })
    ).json()) as OpinionState;
    assert.equal(state.status, 'received');
    const answered = (await (
      await server.post('/api/feedback/read', { agency: ward, code: answeredOpinion })
    ).json()) as OpinionState;
    assert.match(answered.answer?.text ?? '', /bảng chữ lớn/);
  });

  it('does not tell whether another code is somebody else’s', async () => {
    for (const code of ['PA-00000-00000', 'abc']) {
      assert.deepEqual(await refusal(await server.post('/api/feedback/read', { agency: ward, code })), {
        slug: 'opinion-not-found',
        status: 404,
      });
    }
  });

  it('stores a phone number only with consent, in one form', async () => {
    assert.equal((await server.write(opinion({ contact: { phone: '0912.345.678' } }))).status, 422);
    assert.equal((await server.write(opinion({ contact: { phone: '01234567890' }, consents }))).status, 422);
    assert.equal(
      (await server.write(opinion({ contact: { phone: '0912.345.678', name: 'H’Hen Niê' }, consents }))).status,
      201,
    );

    const row = await server.database.db
      .selectFrom('opinion')
      .selectAll()
      .where('contact_phone', 'is not', null)
      .executeTakeFirstOrThrow();
    assert.deepEqual(
      [row.contact_phone, row.contact_name, row.consents[0]?.purpose],
      ['+84912345678', 'H’Hen Niê', 'call-back'],
    );
  });

  it('is stored once for one key, however often it is sent', async () => {
    const key = newKey();
    const before = await count('opinion');

    const first = await server.write(opinion(), key);
    const second = await server.write(opinion(), key);

    assert.deepEqual([first.status, second.status], [201, 200]);
    assert.deepEqual(await first.json(), await second.json());
    assert.equal(await count('opinion'), before + 1);
  });

  it('is stored once when fifty requests with one key come together', async () => {
    const key = newKey();
    const before = await count('opinion');

    const answers = await Promise.all(
      Array.from({ length: 50 }, () => server.write(opinion({ text: 'Cùng lúc' }), key)),
    );

    assert.ok(
      answers.every(({ status }) => status === 200 || status === 201),
      String(answers.map(({ status }) => status)),
    );
    const codes = new Set(
      await Promise.all(answers.map(async answer => ((await answer.json()) as FeedbackReceipt).code)),
    );
    assert.equal(codes.size, 1);
    assert.equal(await count('opinion'), before + 1);
  });

  it('refuses a key that came with another body, and a key that is none', async () => {
    const key = newKey();
    await server.write(opinion(), key);
    assert.deepEqual(await refusal(await server.write(opinion({ text: 'Khác' }), key)), {
      slug: 'idempotency-key-reused',
      status: 422,
    });
    for (const bad of ['', 'short', 'x'.repeat(300), 'có dấu cách và hơn thế']) {
      const headers: Record<string, string> = bad ? { 'Idempotency-Key': encodeURI(bad) } : {};
      assert.deepEqual(await refusal(await server.post('/api/feedback', opinion(), headers)), {
        slug: 'idempotency-key-missing',
        status: 400,
      });
    }
  });

  it('keeps nothing under the key of a refused write, so that the mended one goes through', async () => {
    const key = newKey();
    assert.equal((await server.write(opinion({ text: '   ' }), key)).status, 422);
    assert.equal((await server.write(opinion({ text: 'Đã sửa' }), key)).status, 201);
  });

  it('stores Vietnamese as NFC, whatever the phone sends', async () => {
    await server.write(opinion({ text: 'Tôi muốn góp ý về đường Trần Phú'.normalize('NFD') }));
    const row = await server.database.db
      .selectFrom('opinion')
      .select('text')
      .where('text', 'like', '%Trần Phú%')
      .executeTakeFirst();
    assert.equal(row?.text, 'Tôi muốn góp ý về đường Trần Phú');
  });
});
