import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Appointment, Hold } from '../../src/contract/index.ts';
import { instantAt, type Day } from '../../src/domain/calendar.ts';
import { chromium, firefox, webkit, type Driver, type TypedTab } from '../hosts/drivers.ts';
import { Reader } from '../support/reader.ts';
import { dayWords, evening, sessionDay } from '../support/session.ts';
import { site, type Site } from '../support/site.ts';
import { closeDay } from '../../src/server/booking/closures.ts';

const zones = ['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York'];
const service = 'chung-thuc-ban-sao';
const consents = [{ purpose: 'appointment', version: '2026-01' }];

/** Opens the booking page, with or without a deep link. */
type Open = (hash?: string) => Promise<Reader>;

describe('By keyboard alone', { timeout: 600_000 }, () => {
  let place: Site;
  let booking: string;
  let people = 0;
  const phone = () => `0975${String(++people).padStart(6, '0')}`;
  const send = async <T>(path: string, body: object) => {
    const answer = await fetch(`${place.api}/api${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `engines-${phone()}` },
      body: JSON.stringify({ agency: '26506', ...body }),
    });
    assert.equal(answer.status, 201, path);
    return (await answer.json()) as T;
  };
  const booked = (name: string) =>
    place.database.db
      .selectFrom('appointment')
      .innerJoin('slot', 'slot.id', 'appointment.slot')
      .select(['appointment.state', 'appointment.units', 'appointment.contact_phone', 'slot.starts_at'])
      .where('contact_name', '=', name)
      .executeTakeFirst();
  const tellsWhoComes = async (reader: Reader, name: string) => {
    await reader.fills('Họ và tên người đến', name);
    await reader.fills('Số điện thoại', phone());
    await reader.on('Tôi đồng ý', 'Space');
    await reader.on('Tiếp tục');
  };
  const close = (date: Day) =>
    place.database.db
      .transaction()
      .execute(tx =>
        closeDay(
          { tx, officer: { id: 'thu', name: '', agency: '26506', role: 'lead' }, jobs: undefined, now: new Date() },
          { counter: '26506.N', date, reason: 'Lãnh đạo vắng' },
        ),
      );

  /** What each citizen does; `nth` is another evening for each. */
  const journeys: Record<string, (open: Open, name: string, nth: number) => Promise<void>> = {
    'an evening after hours for three pages': async (open, name, nth) => {
      const reader = await open();
      const day = sessionDay([4], (nth % 4) + 1);
      await reader.sees('Chứng thực bản sao');
      await reader.on('Chứng thực bản sao');
      await reader.sees('Thứ Năm: 17:00–19:00');
      await reader.on('Đến theo buổi');
      await reader.sees('Chọn buổi đến');
      await reader.on('Thêm một');
      await reader.press('Enter');
      await reader.on(new RegExp(dayWords(day)));
      await tellsWhoComes(reader, name);
      await reader.sees('Số trang 3');
      await reader.sees('Chúng tôi giữ chỗ này');
      await reader.on('Xác nhận đặt lịch');
      await reader.sees(/Khoảng 17:\d\d–17:\d\d sẽ đến lượt Ông\/Bà/);
      const row = await booked(name);
      assert.deepEqual([row?.state, row?.units, row?.starts_at], ['booked', 3, instantAt(day, 17 * 60)]);
    },
    'help with writing, without a phone': async (open, name, nth) => {
      const reader = await open();
      const day = sessionDay([1, 3, 5], (nth % 8) + 1);
      await reader.sees('Viết giúp');
      await reader.on('Viết giúp');
      await reader.sees('Thứ Hai, Thứ Tư, Thứ Sáu: 07:30–11:00');
      await reader.on(new RegExp(dayWords(day)));
      await reader.sees('Không có điện thoại cũng được');
      await reader.fills('Họ và tên người đến', name);
      await reader.fills('Năm sinh', '1948');
      await reader.on('Tôi đồng ý', 'Space');
      await reader.on('Tiếp tục');
      await reader.sees('Chúng tôi giữ chỗ này');
      await reader.on('Xác nhận đặt lịch');
      await reader.sees('Đã đặt lịch');
      const row = await booked(name);
      assert.deepEqual([row?.state, row?.contact_phone, row?.starts_at], ['booked', null, instantAt(day, 450)]);
    },
    'a visit at home, booked by a daughter': async (open, name, nth) => {
      const reader = await open();
      const day = sessionDay([1, 2, 3, 4, 5], (nth % 3) + 2);
      await reader.sees('Bản sao trích lục');
      await reader.on('Bản sao trích lục');
      await reader.sees('Sớm nhất');
      await reader.on('Cán bộ đến nhà');
      await reader.sees('Cán bộ đến nhà giúp ai?');
      await reader.fills('Họ và tên người được đến nhà', `Ba ${name}`);
      await reader.fills('Năm sinh', '1941');
      await reader.reaches('Ấp, khu phố');
      await reader.press('ArrowDown', 'ArrowDown');
      await reader.fills('Số nhà, đường', '45 Le Loi');
      await reader.reaches('Nhận kết quả');
      await reader.press('ArrowDown');
      await reader.on('Tiếp tục');
      await reader.sees('Chọn buổi cán bộ đến');
      await reader.on(new RegExp(`${dayWords(day)}.*13:30–16:30`));
      await reader.fills('Người liên hệ', name);
      await reader.fills('Số điện thoại', phone());
      await reader.fills('Ông/Bà là gì của người đó?', 'con gai');
      await reader.on('Tôi đồng ý', 'Space');
      await reader.on('Tiếp tục');
      await reader.sees('Chúng tôi giữ chỗ này');
      await reader.on('Xác nhận đặt lịch');
      await reader.sees('Cán bộ đến phải nói đúng mã này');
      const row = await booked(name);
      assert.deepEqual([row?.state, row?.starts_at], ['booked', instantAt(day, 13 * 60 + 30)]);
    },
    'the line for a full session, an offer, a ticket': async (open, name, nth) => {
      const reader = await open();
      // An evening that other journeys do not use.
      const day = sessionDay([4], 7);
      const slot = evening(day);
      const holds = await Promise.all(
        [20, 20, 20].map(units => send<Hold>('/holds', { service, slot, phone: phone(), units })),
      );
      await reader.sees('Chứng thực bản sao');
      await reader.on('Chứng thực bản sao');
      await reader.sees('Thứ Năm: 17:00–19:00');
      await reader.on('Đến theo buổi');
      await reader.sees('Vào danh sách chờ');
      await reader.on(new RegExp(`${dayWords(day)}.*Vào danh sách chờ`));
      await reader.fills('Họ và tên người đến', name);
      await reader.fills('Số điện thoại', phone());
      await reader.on('Tôi đồng ý', 'Space');
      await reader.on('Vào danh sách chờ');
      await reader.sees('Ông/Bà là người đầu tiên');
      await send('/holds/release', { token: holds[nth % 3]!.token });
      await reader.comesBack();
      await reader.sees('Đã có chỗ cho Ông/Bà');
      await reader.on('Xem và nhận chỗ');
      await reader.sees('Xin nhận chỗ trước');
      await reader.on('Nhận chỗ này');
      await reader.sees('Đã đặt lịch');
      assert.equal((await booked(name))?.state, 'booked');
      await place.database.db.deleteFrom('appointment').where('state', '=', 'held').execute();
      await place.database.db.deleteFrom('appointment').where('contact_name', '=', name).execute();
    },
    'a session that is cancelled': async (open, name) => {
      // The fifth evening belongs to this journey: it is reopened for the next.
      const day = sessionDay([4], 5);
      await place.database.db.deleteFrom('closure').execute();
      const own = phone();
      const { token } = await send<Hold>('/holds', { service, slot: evening(day), phone: own, units: 1 });
      const contact = { name: 'Le Van Tu', phone: own };
      const { secret } = await send<Appointment>('/appointments', { hold: token, contact, consents });
      await close(day);
      const reader = await open(`#motcua:mc-appointment-booker?secret=${encodeURIComponent(secret)}`);
      await reader.sees('Lãnh đạo vắng');
      await reader.sees('Gần nhất còn chỗ');
      await reader.on('Chọn buổi này');
      await tellsWhoComes(reader, name);
      await reader.sees('Chúng tôi giữ chỗ này');
      await reader.on('Xác nhận đặt lịch');
      await reader.sees('Đã đặt lịch');
      const row = await booked(name);
      assert.deepEqual([row?.state, row?.starts_at], ['booked', instantAt(sessionDay([4], 6), 17 * 60)]);
      await place.database.db.deleteFrom('appointment').where('contact_name', '=', name).execute();
    },
  };

  before(async () => {
    place = await site();
    booking = place.put(
      '/dat-lich',
      `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title><main><h1>Đặt lịch</h1><mc-appointment-booker></mc-appointment-booker></main>${place.scripts({ attributes: 'data-links="booking=/dat-lich"', files: ['motcua.js', 'mc-appointment-booker.js'] })}`,
    );
  });
  after(() => place.close());

  const engines: Record<string, (zone: string) => Promise<Driver<TypedTab> | undefined>> = {
    Chromium: async zone => chromium(place.browser, zone),
    Firefox: firefox,
    WebKit: webkit,
  };
  let nth = 0;
  for (const [e, [engine, launch]] of Object.entries(engines).entries())
    for (const [z, zone] of zones.entries()) {
      // Each journey in each engine or each time zone; in all combinations with EVERY_ZONE=1.
      const isHere = (_: unknown, i: number) => e === 0 || process.env['EVERY_ZONE'] || (i + e) % zones.length === z;
      const own = Object.entries(journeys).filter(isHere);
      it(`in ${engine} in ${zone}: ${own.map(([what]) => what).join('; ')}`, async t => {
        const driver = await launch(zone);
        if (!driver) {
          // In CI no engine may be missing.
          assert.ok(!process.env['EVERY_ENGINE'], `${engine} is not here`);
          return t.skip(`${engine} is not here`);
        }
        try {
          for (const [what, journey] of own) {
            const open = async (hash = '') => {
              tab = await driver.open(booking + hash);
              return new Reader(tab);
            };
            let tab: TypedTab | undefined;
            await journey(open, `${engine} ${zone} ${what.length}`, nth).catch((error: Error) => {
              throw new Error(`${what}: ${error.message}`, { cause: error });
            });
            await tab?.close();
          }
        } finally {
          await driver.close();
          nth++;
        }
      });
    }
});
