import { solveChallenge } from 'altcha-lib/v1';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Challenge, proofHeader } from '../../../src/contract/index.ts';
import { backend, type Backend, newKey, provingWard, refusal, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';

describe('A proof of work', () => {
  let server: Backend;

  before(async () => {
    server = await backend(await testDatabase());
    await server.database.db
      .updateTable('agency')
      .set({ settings: JSON.stringify({ challenge: { operations: ['feedback.create'], work: 2000 } }) })
      .where('id', '=', provingWard)
      .execute();
  });
  after(() => server.database.close());

  const solve = async () => {
    const challenge = (await (await server.get(`/api/challenge?agency=${provingWard}`)).json()) as Challenge;
    const { promise } = solveChallenge(challenge.challenge, challenge.salt, 'SHA-256', challenge.maxnumber);
    const { algorithm, salt, signature } = challenge;
    const number = (await promise)?.number ?? -1;
    return { algorithm, challenge: challenge.challenge, number, salt, signature };
  };
  const encoded = (proof: object) => Buffer.from(JSON.stringify(proof)).toString('base64');
  const opinion = { kind: 'opinion', agency: provingWard, text: 'Ghế ở phòng chờ bị hỏng', consents: [] };
  const send = (proof: string, key = newKey()) =>
    server.post('/api/feedback', opinion, { 'Idempotency-Key': key, ...(proof && { [proofHeader]: proof }) });
  const stored = async () =>
    (await server.database.db.selectFrom('opinion').select('id').where('agency', '=', provingWard).execute()).length;

  it('is asked for only where an agency wants it', async () => {
    assert.equal((await refusal(await server.get(`/api/challenge?agency=${ward}`))).slug, 'not-offered');
    assert.equal((await server.write({ ...opinion, agency: ward })).status, 201);
    assert.deepEqual(await refusal(await send('')), { slug: 'proof-needed', status: 428 });
  });

  it('lets one write through, once', async () => {
    const before = await stored();
    const proof = encoded(await solve());
    const key = newKey();
    assert.equal((await send(proof, key)).status, 201);
    assert.equal((await send(proof, key)).status, 200, 'the same write asked again has its answer');
    assert.equal((await refusal(await send(proof))).slug, 'proof-needed');
    const spelt = JSON.parse(Buffer.from(proof, 'base64').toString()) as object;
    for (const other of [{ ...spelt, x: 1 }, Object.fromEntries(Object.entries(spelt).reverse())])
      assert.equal((await refusal(await send(encoded(other)))).slug, 'proof-needed', 'spelt in another way');
    assert.equal(await stored(), before + 1);
  });

  it('that was cheap at one agency counts at no other', async () => {
    const strict = await server.database.db
      .selectFrom('agency')
      .select(['id', 'settings'])
      .where('id', '=', '26526')
      .executeTakeFirstOrThrow();
    const set = (settings: object) =>
      server.database.db
        .updateTable('agency')
        .set({ settings: JSON.stringify(settings) })
        .where('id', '=', strict.id)
        .execute();
    await set({ ...(strict.settings as object), challenge: { operations: ['feedback.create'], work: 500_000 } });
    const proof = encoded(await solve());
    const answer = await server.post(
      '/api/feedback',
      { ...opinion, agency: strict.id },
      { 'Idempotency-Key': newKey(), [proofHeader]: proof },
    );
    assert.deepEqual(await refusal(answer), { slug: 'proof-needed', status: 428 });
    await set(strict.settings as object);
    assert.equal((await send(proof)).status, 201, 'and still counts where it was made for');
  });

  it('that is wrong, of another key, too old or nonsense is none', async () => {
    const right = await solve();
    for (const proof of [
      encoded({ ...right, number: right.number + 1 }),
      encoded({ ...right, signature: 'a'.repeat(64) }),
      encoded({ ...right, salt: right.salt.replace(/expires=\d+/, 'expires=4102444800') }),
      'nonsense',
      encoded({}),
    ])
      assert.equal((await refusal(await send(proof))).slug, 'proof-needed', proof);
    server.at(new Date(monday.getTime() + 21 * 60_000));
    assert.equal((await refusal(await send(encoded(right)))).slug, 'proof-needed');
    server.at(monday);
  });

  it('is used once by fifty at the same time', async () => {
    const proof = encoded(await solve());
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(proof)));
    assert.equal(answers.filter(({ status }) => status === 201).length, 1);
  });
});
