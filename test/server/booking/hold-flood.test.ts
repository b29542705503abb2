import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Challenge } from '../../../src/contract/index.ts';
import { proofHeader } from '../../../src/contract/index.ts';
import { backend, type Backend, newKey, refusal, ward } from '../../support/backend.ts';
import { dayOfSlots, freshPhone, service } from '../../support/booking.ts';
import { testDatabase } from '../../support/database.ts';
import { solved } from '../../support/solved.ts';

describe('Places that one network holds', () => {
  let server: Backend;
  before(async () => {
    const database = await testDatabase();
    await database.db.updateTable('slot_rule').set({ capacity: 40 }).where('counter', '=', '26506.A').execute();
    server = await backend(database, { trustedProxies: 'any' });
  });
  after(() => server.database.close());

  const hold = (slot: string, address: string, headers: Record<string, string> = {}) =>
    server.post(
      '/api/holds',
      { agency: ward, service, slot, phone: freshPhone() },
      { 'Idempotency-Key': newKey(), 'X-Forwarded-For': address, ...headers },
    );

  it('are sixty without a word, as many people of a mobile network have; a further one needs a proof of work', async () => {
    const free = (await dayOfSlots(server, '2026-12-15')).filter(({ left }) => left);
    const slot = (i: number) => free[i % free.length]!.id;
    for (let i = 0; i < 60; i++) assert.equal((await hold(slot(i), '1.2.3.4')).status, 201);
    const asked = await hold(slot(60), '1.2.3.4');
    assert.equal(asked.status, 428);
    const { challenge } = (await asked.json()) as { challenge: Challenge };
    assert.equal((await hold(slot(60), '1.2.3.4', { [proofHeader]: solved(challenge) })).status, 201);
    assert.deepEqual(await refusal(await hold(slot(61), '1.2.3.4', { [proofHeader]: solved(challenge) })), {
      slug: 'proof-needed',
      status: 428,
    });
    assert.equal((await hold(slot(61), '1.2.3.5')).status, 201, 'another network is not asked');
    await server.database.db.deleteFrom('appointment').where('state', '=', 'held').execute();
    assert.equal((await hold(slot(0), '1.2.3.4')).status, 201, 'nor this one, when its holds are over');
  });

  it('are counted under an HMAC that is forgotten when a place is booked', async () => {
    const { db } = server.database;
    const [free] = (await dayOfSlots(server, '2026-12-16')).filter(({ left }) => left);
    const phone = freshPhone();
    const held = await server.send('/holds', { service, slot: free!.id, phone });
    const { token } = (await held.json()) as { token: string };
    await server.send('/appointments', {
      hold: token,
      contact: { name: 'Lan', phone },
      consents: [{ purpose: 'appointment', version: '2026-01' }],
    });
    const rows = await db.selectFrom('appointment').select(['state', 'network_key']).execute();
    for (const { state, network_key } of rows) assert.equal(network_key !== null, state === 'held', state);
  });
});
