import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Session, Slot } from '../../../src/contract/index.ts';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { book, dayOfSlots, freshPhone, service } from '../../support/booking.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { type DeskOfficer, signedIn } from '../../support/desk.ts';

describe('An officer who books for others', () => {
  let server: Backend;
  let thu: DeskOfficer;
  const place = '26506.1';

  const form = (fields: Record<string, string>) =>
    thu.send('/desk/appointments/book', { place, service, name: 'Lê Văn Tám', agreed: 'on', ...fields });
  const rowAt = async (slot: Slot) =>
    server.database.db
      .selectFrom('appointment')
      .innerJoin('slot', 'slot.id', 'appointment.slot')
      .selectAll('appointment')
      .where('slot.starts_at', '=', new Date(slot.start))
      .where('slot.counter', '=', slot.id.split(':')[0]!)
      .execute();
  const idIn = (to: string | null) => new URLSearchParams(to?.split('?')[1]).get('row');

  before(async () => {
    server = await backend(await testDatabase());
    thu = await signedIn(server, 'thu');
  });
  after(() => server.database.close());

  it('books a free time of the day for a caller, who gets a number and a message', async () => {
    const [slot] = (await dayOfSlots(server, '2026-12-01')) as [Slot];
    const phone = freshPhone();
    const page = await thu.open(`/desk/appointments/book?place=${place}&service=${service}&slot=${slot.id}`);
    assert.match(page, /07:30, Thứ Ba, 01\/12\/2026/);
    assert.match(page, /Tôi đồng ý để cơ quan dùng tên và số điện thoại này/);
    const { status, to } = await form({ slot: slot.id, phone });
    assert.equal(status, 303);
    const [row] = await rowAt(slot);
    assert.deepEqual([row?.state, row?.contact_name, idIn(to)], ['booked', 'Lê Văn Tám', row?.id]);
    assert.equal(row?.consents[0]?.purpose, 'appointment');
    const told = await server.database.db
      .selectFrom('outbox')
      .select('words')
      .where('recipient', '=', `+84${phone.slice(1)}`)
      .execute();
    assert.match(told[0]?.words ?? '', new RegExp(row!.number!));
    const log = await server.database.db.selectFrom('audit').select(['action', 'subject']).execute();
    assert.deepEqual(log, [{ action: 'appointment.book', subject: row!.number }]);
  });

  it('is told what is missing, and nothing typed is lost', async () => {
    const [, slot] = (await dayOfSlots(server, '2026-12-01')) as [Slot, Slot];
    for (const [fields, words] of [
      [{ phone: '0912345678', name: '' }, 'Xin nhập tên người đến'],
      [{ phone: '' }, 'Xin nhập số điện thoại'],
      [{ phone: '12' }, 'Số điện thoại chưa đúng'],
      [{ phone: '0912345678', service: '' }, 'Xin chọn việc'],
      [{ phone: '0912345678', slot: 'x' }, 'Xin chọn giờ'],
      [{ phone: '0912345678', slot: '26575.A:1' }, 'Xin chọn giờ'],
    ] as const) {
      const answer = await form({ slot: slot.id, ...fields });
      assert.equal(answer.status, 422, words);
      assert.ok(answer.page.includes(words), words);
    }
    const unasked = await thu.send('/desk/appointments/book', {
      ...{ place, service, slot: slot.id, name: 'Cụ Tư', phone: '0912345678' },
    });
    assert.equal(unasked.status, 422);
    assert.ok(unasked.page.includes('value="Cụ Tư"') && unasked.page.includes('đánh dấu đã đồng ý'));
    assert.deepEqual(await rowAt(slot), []);
  });

  it('gives a walk-in the next free time with a number, without a name', async () => {
    server.at(new Date('2026-12-02T08:15:00+07:00'));
    const page = await thu.open(`/desk/appointments/book?here=1&place=${place}&service=${service}`);
    // The time that is under way is the first one.
    const [, first] = /name="slot" value="([^"]+)" checked/.exec(page) ?? [];
    assert.equal(first, `26506.A:${Date.parse('2026-12-02T08:10:00+07:00') / 60_000}`);
    const { status, to } = await form({ slot: first!, here: '1', name: '', agreed: '' });
    assert.equal(status, 303);
    const row = await server.database.db
      .selectFrom('appointment')
      .selectAll()
      .where('id', '=', idIn(to)!)
      .executeTakeFirstOrThrow();
    assert.deepEqual([row.state, row.contact_name, row.contact_phone], ['arrived', null, null]);
    assert.ok(row.number && row.arrived_at);
    server.at(monday);
  });

  it('is told at once that a day is not released yet, and sees times that are', async () => {
    const start = Date.parse('2027-06-02T07:30:00+07:00') / 60_000;
    const page = await thu.open(`/desk/appointments/book?place=${place}&service=${service}&slot=26506.A:${start}`);
    assert.ok(page.includes('Giờ này không đặt được'));
    assert.match(page, /type="radio"\s+name="slot"/);
  });

  it('gives one number to a form that is sent twice, even at once', async () => {
    const [, , slot] = (await dayOfSlots(server, '2026-12-04')) as [Slot, Slot, Slot];
    const page = await thu.open(`/desk/appointments/book?here=1&place=${place}&service=${service}&slot=${slot.id}`);
    const [, id = ''] = /name="id" value="([^"]+)"/.exec(page) ?? [];
    const fields = { id, slot: slot.id, here: '1', name: '', agreed: '' };
    const sent = await Promise.all([form(fields), form(fields)]);
    const again = await form(fields);
    assert.deepEqual(
      [...sent, again].map(({ status, to }) => [status, idIn(to)]),
      [1, 2, 3].map(() => [303, id]),
    );
    assert.equal((await rowAt(slot)).length, 1);
  });

  it('offers other times when the chosen one is gone meanwhile, and keeps what was typed', async () => {
    const [slot] = (await dayOfSlots(server, '2026-12-07')) as [Slot];
    for (let i = 0; i < slot.left; i++) await book(server, slot.id);
    const taken = await form({ slot: slot.id, preset: '1', phone: '0912345678', date: '2026-12-07' });
    assert.equal(taken.status, 422);
    assert.match(taken.page, /type="radio"\s+name="slot"/);
    assert.ok(taken.page.includes('value="Lê Văn Tám"') && taken.page.includes('value="0912345678"'));
    // Without the consent the time stays.
    const [, second] = (await dayOfSlots(server, '2026-12-07')) as [Slot, Slot];
    const unasked = await thu.send('/desk/appointments/book', {
      ...{ place, service, slot: second.id, preset: '1', name: 'Tám', phone: '0912345678' },
    });
    assert.doesNotMatch(unasked.page, /type="radio"\s+name="slot"/);
  });

  it('books a session after its deadline for citizens', async () => {
    await server.database.db
      .updateTable('session_rule')
      .set({ cutoff: 14 * 24 * 60 })
      .where('counter', '=', '26506.N')
      .execute();
    await server.database.db.updateTable('counter').set({ rules_version: 99 }).where('id', '=', '26506.N').execute();
    const page = await thu.open(`/desk/appointments?place=${place}&date=2026-11-26`);
    const [, slot = ''] = /slot=(26506\.N%3A\d+)/.exec(page) ?? [];
    assert.equal((await form({ slot: decodeURIComponent(slot), phone: freshPhone() })).status, 303);
  });

  it('cannot book a time that is full, over, or kept for who waits', async () => {
    const [slot] = (await dayOfSlots(server, '2026-12-03')) as [Slot];
    for (let i = 0; i < slot.left; i++) await book(server, slot.id);
    const full = await form({ slot: slot.id, phone: freshPhone() });
    assert.equal(full.status, 422);
    assert.ok(full.page.includes('Giờ này vừa có người đặt'));
    server.at(new Date('2026-12-03T12:00:00+07:00'));
    const over = await form({ slot: ((await thuSlot('2026-12-03')) as Slot).id, phone: freshPhone() });
    assert.equal(over.status, 422);
    assert.ok(over.page.includes('Giờ này không đặt được'));
    server.at(monday);
  });
  const thuSlot = async (date: string) => {
    server.at(monday);
    const slots = await dayOfSlots(server, date);
    server.at(new Date(`${date}T12:00:00+07:00`));
    return slots[1];
  };

  it('books pages of a session, once per phone', async () => {
    const answer = await server.get(`/api/services/${service}/sessions?agency=${ward}`);
    const { sessions } = (await answer.json()) as { sessions: Session[] };
    const slot = sessions.find(({ state }) => state === 'open')!.id;
    const phone = freshPhone();
    assert.equal((await form({ slot, phone, units: '5' })).status, 303);
    const again = await form({ slot, phone, units: '5' });
    assert.equal(again.status, 422);
    assert.ok(again.page.includes('đã có chỗ trong buổi này'));
    assert.equal((await form({ slot, phone: freshPhone(), units: '500' })).status, 422);
  });
});
