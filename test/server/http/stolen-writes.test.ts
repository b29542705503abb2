import fc from 'fast-check';
import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Appointment, Hold } from '../../../src/contract/index.ts';
import { SealedWrite } from '../../../src/server/platform/sealed-write.ts';
import { Secrets } from '../../../src/server/platform/secrets.ts';
import { backend, type Backend, newKey } from '../../support/backend.ts';
import { bookingBody, dayOfSlots, service } from '../../support/booking.ts';
import { testDatabase } from '../../support/database.ts';

const phone = '0912345678';

describe('Stored answers of writes, in the hands of a thief', () => {
  let server: Backend;
  before(async () => {
    server = await backend(await testDatabase());
  });
  after(() => server.database.close());

  it('open no appointment and tell no phone, and the citizen who asks again gets hers', async () => {
    const keys = [newKey(), newKey()] as const;
    const slot = (await dayOfSlots(server, '2026-11-25')).find(({ left }) => left)!;
    const held = { service, slot: slot.id, phone };
    const { token } = (await (await server.send('/holds', held, keys[0])).json()) as Hold;
    const body = bookingBody(token, phone);
    const booked = (await (await server.send('/appointments', body, keys[1])).json()) as Appointment;

    const { rows } = await sql<{ row: string; body_hash: Buffer }>`
      select to_jsonb(t)::text as row, body_hash from idempotency t`.execute(server.database.db);
    const table = rows.map(({ row }) => row).join('\n');
    assert.ok(rows.length >= 2);
    for (const secret of [token, booked.secret, booked.number, phone, '912345678', 'Nguyễn Thị Lan', ...keys])
      for (const text of [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64url')])
        assert.ok(!table.includes(text), text);
    // The phone of a hold is all that is unknown of its body: a plain hash would tell it.
    const guess = createHash('sha256').update(JSON.stringify({ agency: '26506', ...held }));
    assert.ok(!rows.some(({ body_hash }) => Buffer.from(body_hash).equals(guess.copy().digest())));

    const again = await server.send('/appointments', body, keys[1]);
    assert.equal(again.status, 200);
    assert.equal(((await again.json()) as Appointment).secret, booked.secret);
  });
});

describe('A sealed write', () => {
  const secrets = new Secrets(Buffer.alloc(32, 1));

  it('gives back what was sealed, to its key and scope on its server, and to no other', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.uuid(), fc.uuid(), (answer, key, other) => {
        const write = new SealedWrite(secrets, 'hold.create', key);
        const stored = write.seal(answer);
        assert.deepEqual(write.open(stored), JSON.parse(JSON.stringify(answer)));
        assert.notDeepEqual(write.seal(answer), stored, 'sealed twice, it is not the same');
        const strangers = [
          new SealedWrite(secrets, 'appointment.create', key),
          new SealedWrite(new Secrets(Buffer.alloc(32, 2)), 'hold.create', key),
          ...(other === key ? [] : [new SealedWrite(secrets, 'hold.create', other)]),
        ];
        for (const stranger of strangers) {
          assert.throws(() => stranger.open(stored));
          assert.notEqual(stranger.row, write.row);
        }
        const changed = Buffer.from(stored);
        changed[changed.length - 1]! ^= 1;
        assert.throws(() => write.open(changed));
      }),
      { numRuns: 50 },
    );
  });
});
