import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { addDays, dayOf, instantAt, weekday, type Day } from '../../src/domain/calendar.ts';
import { specialDays } from '../../src/server/sample/calendar.ts';
import { focused, hears, on, press, reach } from '../support/keyboard.ts';
import { site, sound, type Site } from '../support/site.ts';

const zones = ['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York'];
const service = 'chung-thuc-ban-sao';

describe('An appointment', { timeout: 240_000 }, () => {
  let place: Site;
  let booking: string;
  let phones = 0;

  const freshPhone = () => `0977${String(++phones).padStart(6, '0')}`;
  /** A working day far ahead without bookings, another one each time. */
  let next = addDays(dayOf(new Date()), 12);
  const quietDay = (): Day => {
    do next = addDays(next, 1);
    while (weekday(next) > 5 || specialDays.some(([date]) => date === next));
    return next;
  };
  const words = (day: Day) => day.split('-').reverse().join('/');
  const slotAt = (day: Day, minute: number, counter = '26506.A') =>
    `${counter}:${instantAt(day, minute).getTime() / 60_000}`;
  const take = async (slot: string) => {
    const answer = await fetch(`${place.api}/api/holds`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `somebody-else-${freshPhone()}` },
      body: JSON.stringify({ agency: '26506', service, slot, phone: freshPhone() }),
    });
    assert.equal(answer.status, 201);
  };
  const rows = async (name: string) =>
    place.database.db
      .selectFrom('appointment')
      .innerJoin('slot', 'slot.id', 'appointment.slot')
      .select(['appointment.state', 'appointment.number', 'slot.starts_at'])
      .where('contact_name', '=', name)
      .execute();

  /** By keyboard alone from the choice of the service to a day and a time. */
  const choose = async (page: Page, day: Day, time: string) => {
    await page.locator('[part=grid]').waitFor();
    await on(page, 'Lịch tháng');
    await page.locator('table[part=grid]').waitFor();
    await reach(page, / âm lịch, /);
    const here = async (): Promise<Day> => {
      const [, date = '', month = '', year = ''] = /(\d+)\/(\d+)\/(\d{4})/.exec(await focused(page)) ?? [];
      return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
    };
    for (let keys = 0; keys < 80 && (await here()) !== day; keys++)
      await press(page, addDays(await here(), 7) <= day ? 'ArrowDown' : 'ArrowRight');
    await page.locator('[part=grid] button[tabindex="0"]:not([aria-disabled])').waitFor();
    await press(page, 'Enter');
    await page.getByRole('heading', { name: words(day) }).waitFor();
    await on(page, new RegExp(`^${time}, còn`));
    await on(page, 'Tiếp tục');
  };
  const contact = async (page: Page, name: string) => {
    await page.getByRole('heading', { name: 'Ai sẽ đến?' }).waitFor();
    await press(page, 'Tab');
    await page.keyboard.type(name);
    await press(page, 'Tab');
    await page.keyboard.type(freshPhone());
    await press(page, 'Tab', 'Tab', 'Space');
  };

  /** A page at the last step before booking. */
  const held = async (name: string, time: string, opened: Page | Promise<Page> = place.open(booking)) => {
    const page = await opened;
    await page.getByRole('button', { name: /Chứng thực bản sao/ }).click();
    await page.getByRole('button', { name: /Đến quầy theo giờ hẹn/ }).click();
    await page.getByRole('button', { name: /Trung tâm/ }).click();
    await choose(page, quietDay(), time);
    await contact(page, name);
    await on(page, 'Tiếp tục');
    await page.getByText('Chúng tôi giữ chỗ này').waitFor();
    return page;
  };

  before(async () => {
    place = await site();
    booking = place.put(
      '/dat-lich',
      `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title><main><h1>Đặt lịch</h1><mc-appointment-booker></mc-appointment-booker></main>${place.scripts({ attributes: 'data-links="booking=/dat-lich"', files: ['motcua.js', 'mc-appointment-booker.js'] })}`,
    );
  });
  after(() => place.close());

  for (const timezoneId of zones) {
    it(`is booked, moved and cancelled by keyboard alone (${timezoneId})`, async () => {
      const name = `Nguyễn ${timezoneId}`;
      const watch: string[] = [];
      const page = await place.open(booking, { timezoneId, watch });
      await page.getByRole('button', { name: /Chứng thực bản sao/ }).waitFor();
      await sound(page);
      await on(page, 'Chứng thực bản sao');
      await page.getByRole('heading', { name: 'Ông/Bà muốn làm ở đâu?' }).waitFor();
      await sound(page);
      await on(page, 'Đến quầy theo giờ hẹn');
      await page.getByRole('heading', { name: 'Chọn nơi đến' }).waitFor();
      await sound(page);
      await on(page, 'Trung tâm Phục vụ');
      const day = quietDay();
      await choose(page, day, '08:10');
      await contact(page, name);
      await sound(page);
      await on(page, 'Tiếp tục');
      await page.getByText('Chúng tôi giữ chỗ này').waitFor();
      await sound(page);
      await on(page, 'Xác nhận đặt lịch');
      await hears(page, 'Đã đặt lịch');
      await page.getByRole('img', { name: /Mã QR/ }).waitFor();
      await sound(page);
      await page.locator('[part=ticket]').getByText('08:10').waitFor();
      await page.getByRole('img', { name: words(day) }).waitFor();
      const [booked] = await rows(name);
      assert.deepEqual([booked?.state, booked?.starts_at], ['booked', instantAt(day, 8 * 60 + 10)]);

      await on(page, 'Đổi ngày giờ');
      await page.getByRole('heading', { name: 'Chọn ngày giờ mới' }).waitFor();
      const other = quietDay();
      await choose(page, other, '13:20');
      await sound(page);
      await on(page, 'Đổi sang giờ này');
      await hears(page, 'Đã đổi lịch');
      assert.deepEqual(
        (await rows(name)).map(({ state, starts_at }) => [state, starts_at]),
        [['booked', instantAt(other, 13 * 60 + 20)]],
      );

      await on(page, /^Hủy lịch hẹn$/);
      await hears(page, 'Hủy lịch hẹn này?');
      await on(page, /^Hủy lịch hẹn$/);
      await hears(page, 'Lịch hẹn đã hủy');
      await sound(page);
      assert.equal((await rows(name))[0]?.state, 'cancelled');
      assert.deepEqual(watch, []);
      await page.context().close();
    });
  }

  it('that somebody else was faster for is booked at one of the times offered instead, with nothing typed again', async () => {
    const name = 'Lê Văn Chậm';
    const page = await place.open(booking);
    await page.getByRole('button', { name: /Chứng thực bản sao/ }).click();
    await page.getByRole('button', { name: /Đến quầy theo giờ hẹn/ }).click();
    await page.getByRole('button', { name: /Trung tâm/ }).click();
    const day = quietDay();
    await choose(page, day, '08:10');
    await contact(page, name);
    for (let seats = 0; seats < 2; seats++) await take(slotAt(day, 8 * 60 + 10));
    await on(page, 'Tiếp tục');
    await page.getByText('Giờ này vừa có người đặt').first().waitFor();
    await sound(page);
    assert.match(await focused(page), /Giờ này vừa có người đặt/);
    assert.equal(await page.getByLabel('Họ và tên').inputValue(), name);
    await press(page, 'Tab', 'Enter');
    await page.getByText('Chúng tôi giữ chỗ này').waitFor();
    await on(page, 'Xác nhận đặt lịch');
    await page.getByRole('heading', { name: 'Đã đặt lịch' }).waitFor();
    const near = (await rows(name)).map(({ starts_at }) =>
      Math.abs(starts_at.getTime() - instantAt(day, 490).getTime()),
    );
    assert.deepEqual(near, [20 * 60_000]);
    await page.context().close();
  });

  it('is held longer when its holder asks, though the device’s clock is years off', async () => {
    const page = await place.open('about:blank');
    await page.clock.install({ time: new Date('2019-05-01T12:00:00Z') });
    await page.goto(booking);
    await page.getByRole('button', { name: /Chứng thực bản sao/ }).click();
    await page.getByRole('button', { name: /Đến quầy theo giờ hẹn/ }).click();
    await page.getByRole('button', { name: /Trung tâm/ }).click();
    await choose(page, quietDay(), '09:30');
    await contact(page, 'Trần Thị Bận');
    await on(page, 'Tiếp tục');
    await page.getByText('Chúng tôi giữ chỗ này cho Ông/Bà thêm').waitFor();
    await page.clock.runFor(8 * 60_000 + 5000);
    assert.match((await page.getByRole('status').textContent()) ?? '', /Còn 2 phút giữ chỗ/);
    await sound(page);
    await on(page, 'Giữ lâu hơn');
    await page.getByText(/thêm (?:9|10):\d\d/).waitFor();
    await on(page, 'Xác nhận đặt lịch');
    await page.getByRole('heading', { name: 'Đã đặt lịch' }).waitFor();
    await page.context().close();
  });

  it('is booked once and kept, though the network breaks after the backend has booked it and the page is reloaded', async () => {
    const name = 'Phạm Mất Sóng';
    const page = await held(name, '09:50');
    await page.route('**/api/appointments', async route => {
      await route.fetch();
      await route.abort().catch(() => {});
    });
    await on(page, 'Xác nhận đặt lịch');
    await page.waitForTimeout(300);
    await page.unroute('**/api/appointments');
    await page.reload();
    await page.getByRole('heading', { name: 'Đã đặt lịch' }).waitFor();
    assert.equal((await rows(name)).length, 1);
    const [device, session] = await page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }] as const);
    assert.deepEqual([Object.keys(device), session], [['motcua:tickets:26506'], {}]);
    assert.doesNotMatch(JSON.stringify(device), /Phạm|Sóng|0977000/);
    await page.context().close();
  });

  it('that may have been made is asked about until it is known, also when a later try does not arrive', async () => {
    const name = 'Đặng Hai Lần';
    const page = await held(name, '09:30');
    await page.route('**/api/appointments', async route => {
      await route.fetch();
      await route.abort().catch(() => {});
    });
    await on(page, 'Xác nhận đặt lịch');
    await page.getByText('Chưa rõ đã gửi được hay chưa').first().waitFor();
    await page.context().setOffline(true);
    await on(page, 'Xác nhận lại');
    await page.getByText('Chưa kết nối được').first().waitFor();
    assert.deepEqual(await page.getByRole('button', { name: /Quay lại|Sửa|Giữ/ }).all(), []);
    await page.unroute('**/api/appointments');
    await page.context().setOffline(false);
    await on(page, 'Xác nhận lại');
    await hears(page, 'Đã đặt lịch');
    assert.equal((await rows(name)).length, 1);
    await page.context().close();
  });

  it('has its number at once where the ticket does not come over a bad line, and the ticket on a press', async () => {
    const page = await place.open(booking);
    let broken = true;
    await page.route('**/tickets.js', route => (broken ? route.abort() : route.continue()));
    await held('Lê Sóng Yếu', '10:10', page);
    await on(page, 'Xác nhận đặt lịch');
    await hears(page, 'Đã đặt lịch');
    await page.getByText('Chưa kết nối được').first().waitFor();
    const number = (await page.locator('.huge').textContent()) ?? '';
    assert.match(number, /^[A-Z]\d{3}$/);
    await sound(page);
    broken = false;
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await hears(page, 'Đã đặt lịch');
    await page.getByRole('img', { name: `Mã QR của lịch hẹn số ${number}` }).waitFor();
    assert.equal((await rows('Lê Sóng Yếu')).length, 1);
    await page.context().close();
  });

  it('opens from the link of its ticket, which leaves no secret in the address or the log', async () => {
    const page = await place.open(booking);
    await page.getByRole('button', { name: /Chứng thực chữ ký/ }).click();
    await page.getByRole('button', { name: /Đến quầy theo giờ hẹn/ }).click();
    await page.getByRole('button', { name: /Thắng Nhì/ }).click();
    await choose(page, quietDay(), '07:30');
    await contact(page, 'Võ Thị Link');
    await on(page, 'Tiếp tục');
    await on(page, 'Xác nhận đặt lịch');
    await page.getByRole('heading', { name: 'Đã đặt lịch' }).waitFor();
    const { id } = await place.database.db
      .selectFrom('appointment')
      .select('id')
      .where('contact_name', '=', 'Võ Thị Link')
      .executeTakeFirstOrThrow();
    const { Secrets } = await import('../../src/server/platform/secrets.ts');
    const secret = (await Secrets.read(place.database.db)).signToken('appointment', id);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Thêm vào lịch' }).click();
    assert.match((await download).suggestedFilename(), /^D\d{3}\.ics$/);
    const picture = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Lưu ảnh' }).click();
    assert.match((await picture).suggestedFilename(), /^D\d{3}\.png$/);
    await page.getByRole('button', { name: 'In phiếu hẹn' }).click();
    await page.waitForFunction(() =>
      document.querySelector('iframe')?.contentDocument?.body.textContent?.includes('Giấy tờ cần chuẩn bị'),
    );
    await page.context().close();

    const other = await place.open(`${booking}#motcua:mc-appointment-booker?secret=${encodeURIComponent(secret)}`);
    await hears(other, 'Lịch hẹn của Ông/Bà');
    await sound(other);
    assert.equal(new URL(other.url()).hash, '');
    const outside = JSON.stringify([place.log, await other.title(), other.url()]);
    for (const word of [secret, 'Võ Thị Link', '0977000']) assert.ok(!outside.includes(word), word);
    await other.context().close();
  });

  it('is told of when the office closes the day, and can be booked anew', async () => {
    const page = await place.open(booking);
    await page.getByRole('button', { name: /Chứng thực bản sao/ }).click();
    await page.getByRole('button', { name: /Đến quầy theo giờ hẹn/ }).click();
    await page.getByRole('button', { name: /Trung tâm/ }).click();
    const day = quietDay();
    await choose(page, day, '10:10');
    await contact(page, 'Ngô Thị Đóng');
    await on(page, 'Tiếp tục');
    await on(page, 'Xác nhận đặt lịch');
    await page.getByRole('heading', { name: 'Đã đặt lịch' }).waitFor();

    const officer = await place.open(`${place.api}/desk/appointments?counter=26506.A&date=${day}`, {
      officer: place.officer,
      viewport: { width: 1280, height: 900 },
    });
    await officer.getByText('Ngô Thị Đóng').waitFor();
    await officer.getByRole('link', { name: 'Đóng quầy…' }).click();
    await officer.getByLabel('Quầy', { exact: true }).selectOption({ label: 'Quầy chứng thực' });
    await officer.getByLabel('Lý do').fill('Mất điện');
    await officer.getByRole('button', { name: 'Đóng quầy' }).click();
    await officer.getByText('đóng cả ngày: Mất điện').waitFor();
    await officer.getByRole('link', { name: 'Cần gọi điện' }).click();
    await officer.getByRole('link', { name: 'Mọi tin nhắn' }).click();
    await officer.getByText('không thực hiện được (Mất điện)').waitFor();
    await officer.context().close();

    await page.getByRole('button', { name: 'Hủy lịch hẹn' }).click();
    await page.getByRole('button', { name: 'Hủy lịch hẹn' }).first().click();
    await page.getByText('Cơ quan đã hủy lịch hẹn này: Mất điện').waitFor();
    await sound(page);
    await page.context().close();
  });
});
