import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { ConfirmedPhone, Hold } from '../../../src/contract/index.ts';
import { backend, type Backend, refusal, ward } from '../../support/backend.ts';
import { bookingBody, dayOfSlots, freshPhone, hold } from '../../support/booking.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { signedIn } from '../../support/desk.ts';

const later = (minutes: number) => new Date(monday.getTime() + minutes * 60_000);

describe('An agency that asks for a phone to be confirmed', () => {
  let server: Backend;
  before(async () => {
    server = await backend(await testDatabase());
    await sql`update agency set settings = jsonb_set(settings, '{booking,confirmPhone}', 'true') where settings->'booking' <> 'null'`.execute(
      server.database.db,
    );
  });
  after(() => server.database.close());
  beforeEach(() => server.at(monday));

  const e164 = (phone: string) => `+84${phone.slice(1)}`;
  const sent = async (phone: string) =>
    server.database.db
      .selectFrom('outbox')
      .select(['words', 'state'])
      .where('recipient', '=', e164(phone))
      .orderBy('created_at')
      .orderBy('id')
      .execute();
  const send = (phone: string) => server.send('/phones/code', { phone });
  const code = async (phone: string) => {
    assert.equal((await send(phone)).status, 201);
    const found = (await sent(phone)).map(({ words }) => /điện thoại là (\d{6})/.exec(words)?.[1]).filter(Boolean);
    return found.at(-1)!;
  };
  const confirm = (phone: string, typed: string, headers = {}) =>
    server.post('/api/phones/confirm', { agency: ward, phone, code: typed }, headers);
  const confirmed = async (phone: string) =>
    ((await (await confirm(phone, await code(phone))).json()) as ConfirmedPhone).confirmed;
  const book = async (phone: string, more = {}, held?: Hold) => {
    const [slot] = (await dayOfSlots(server, '2026-12-03')).filter(({ left }) => left);
    const { token } = held ?? (await hold(server, slot!.id, phone));
    const body = bookingBody(token, phone);
    return server.send('/appointments', { ...body, contact: { ...body.contact, ...more } });
  };

  it('says so, and books nothing with a number whose holder has not typed the code', async () => {
    const { booking } = (await (await server.get(`/api/capabilities?agency=${ward}`)).json()) as {
      booking: { confirmPhone: boolean };
    };
    assert.equal(booking.confirmPhone, true);
    const phone = freshPhone();
    assert.deepEqual(await refusal(await book(phone)), { slug: 'phone-unconfirmed', status: 409 });
    assert.deepEqual(await sent(phone), [], 'and the stranger is told nothing');
    const key = await confirmed(phone);
    const answer = await book(phone, { confirmed: key });
    assert.equal(answer.status, 201);
    assert.ok((await sent(phone)).some(({ words }) => words.includes('đã đặt lịch hẹn')));
  });

  it('takes the code however it is typed, for as long as it says', async () => {
    const phone = freshPhone();
    const digits = await code(phone);
    assert.equal((await confirm(phone, ` ${digits.slice(0, 3)} ${digits.slice(3)}`)).status, 200);
    server.at(later(10));
    assert.equal((await confirm(phone, digits)).status, 200);
    server.at(later(21));
    const answer = await confirm(phone, digits);
    assert.equal(answer.status, 422);
    assert.deepEqual(((await answer.json()) as { errors: unknown }).errors, [{ pointer: '/code', code: 'wrong' }]);
  });

  it('takes no confirmation of another phone, none that is made up, and none that is old', async () => {
    const [own, other] = [freshPhone(), freshPhone()];
    const key = await confirmed(own);
    const [slot] = (await dayOfSlots(server, '2026-12-03')).filter(({ left }) => left);
    const held = await hold(server, slot!.id, other);
    for (const wrong of [key, `${later(600).getTime()}.${key.split('.')[1]}`, 'x', ''])
      assert.equal((await refusal(await book(other, { confirmed: wrong }, held))).slug, 'phone-unconfirmed');
    server.at(later(121));
    assert.equal((await refusal(await book(own, { confirmed: key }))).slug, 'phone-unconfirmed');
  });

  it('lets nobody guess: after twenty wrong codes each try needs a proof of work', async () => {
    const phone = freshPhone();
    const right = await code(phone);
    for (let i = 0; i < 20; i++) {
      const wrong = String((Number(right) + 1 + i) % 1_000_000).padStart(6, '0');
      assert.equal((await confirm(phone, wrong)).status, 422);
    }
    assert.deepEqual(await refusal(await confirm(phone, right)), { slug: 'proof-needed', status: 428 });
    assert.equal((await confirm(freshPhone(), right)).status, 422, 'other phones are free');
  });

  it('sends a stranger only a few codes a day, whoever asks for them', async () => {
    const phone = freshPhone();
    const answers = [];
    for (let i = 0; i < 8; i++) {
      answers.push((await send(phone)).status);
      await server.database.db.updateTable('outbox').set({ state: 'sent' }).where('state', '=', 'waiting').execute();
    }
    assert.deepEqual(answers, [201, 201, 201, 201, 201, 429, 429, 429]);
  });

  it('shows officers no code', async () => {
    const phone = freshPhone();
    const digits = await code(phone);
    const page = await (await signedIn(server)).open('/desk/outbox?tab=all');
    assert.ok(page.includes('Mã xác nhận') && !page.includes(digits));
  });

  it('asks it of those who wait in a line too', async () => {
    const { sessions } = (await (
      await server.get(`/api/services/chung-thuc-ban-sao/sessions?agency=${ward}`)
    ).json()) as {
      sessions: { id: string }[];
    };
    const contact = { name: 'Lê Văn Tư', phone: freshPhone() };
    const consents = [{ purpose: 'appointment', version: '2026-01' }];
    const body = { service: 'chung-thuc-ban-sao', slot: sessions[0]!.id, contact, consents };
    assert.equal((await refusal(await server.send('/waiting', body))).slug, 'phone-unconfirmed');
  });
});
