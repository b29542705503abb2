import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { instantAt } from '../../src/domain/calendar.ts';
import { on, press } from '../support/keyboard.ts';
import { dayWords, evening, sessionDay } from '../support/session.ts';
import { site, sound, type Site } from '../support/site.ts';

// The other zones, and other engines: engines.test.ts.
const zones = ['America/New_York'];

describe('A session', { timeout: 240_000 }, () => {
  let place: Site;
  let booking: string;
  let phones = 0;
  const freshPhone = () => `0978${String(++phones).padStart(6, '0')}`;
  const rows = (name: string) =>
    place.database.db
      .selectFrom('appointment')
      .innerJoin('slot', 'slot.id', 'appointment.slot')
      .select([
        'appointment.state',
        'appointment.number',
        'appointment.units',
        'appointment.contact_phone',
        'slot.starts_at',
      ])
      .where('contact_name', '=', name)
      .execute();
  const toContact = async (page: Page, name: string, phone: string) => {
    await page.getByRole('heading', { name: 'Ai sẽ đến?' }).waitFor();
    await sound(page);
    await press(page, 'Tab');
    await page.keyboard.type(name);
    await press(page, 'Tab');
    await page.keyboard.type(phone);
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
    it(`after hours is booked for 3 pages by keyboard alone (${timezoneId})`, async () => {
      const name = `Trần ${timezoneId}`;
      const watch: string[] = [];
      const day = sessionDay([4]);
      const page = await place.open(booking, { timezoneId, watch });
      await page.getByRole('button', { name: /Chứng thực bản sao/ }).waitFor();
      await on(page, 'Chứng thực bản sao');
      await page.getByRole('heading', { name: 'Ông/Bà muốn làm ở đâu?' }).waitFor();
      await page.getByText('Thứ Năm: 17:00–19:00').waitFor();
      await sound(page);
      await on(page, 'Đến theo buổi');
      await page.getByRole('heading', { name: 'Chọn buổi đến' }).waitFor();
      await on(page, 'Thêm một');
      await press(page, 'Enter');
      await page.getByRole('status').filter({ hasText: '3' }).waitFor();
      await sound(page);
      await on(page, new RegExp(dayWords(day)));
      await toContact(page, name, freshPhone());
      await press(page, 'Tab', 'Tab', 'Space');
      await on(page, 'Tiếp tục');
      await page.getByText('Chúng tôi giữ chỗ này').waitFor();
      await page.locator('dt:has-text("Số trang") + dd').filter({ hasText: '3' }).waitFor();
      await sound(page);
      await on(page, 'Xác nhận đặt lịch');
      await page.getByRole('heading', { name: 'Đã đặt lịch' }).waitFor();
      await page.getByText(/Khoảng 17:\d\d–17:\d\d sẽ đến lượt Ông\/Bà/).waitFor();
      await page.getByRole('img', { name: /Mã QR/ }).waitFor();
      await sound(page);
      const [row] = await rows(name);
      assert.deepEqual([row?.state, row?.units, row?.starts_at], ['booked', 3, instantAt(day, 17 * 60)]);
      assert.match(row?.number ?? '', /^N\d{3}$/);

      await on(page, 'Đổi ngày giờ');
      await page.getByRole('heading', { name: 'Chọn buổi đến' }).waitFor();
      const other = sessionDay([4], 2);
      await on(page, new RegExp(dayWords(other)));
      await page.getByText(`${dayWords(other)}, 17:00–19:00`).waitFor();
      await on(page, 'Đổi sang giờ này');
      await page.getByRole('heading', { name: 'Đã đổi lịch' }).waitFor();
      assert.deepEqual((await rows(name))[0]?.starts_at, instantAt(other, 17 * 60));
      assert.deepEqual(watch, []);
      await page.context().close();
    });
  }

  it('of writing help is booked by an elder without a phone, who keeps the number', async () => {
    const name = 'Trần Thị Bảy';
    const page = await place.open(booking);
    await page.getByLabel('Ông/Bà đến làm việc gì?').fill('khong biet viet');
    await page.getByRole('button', { name: /Viết giúp/ }).click();
    await page.getByText('Thứ Hai, Thứ Tư, Thứ Sáu: 07:30–11:00').waitFor();
    const day = sessionDay([1, 3, 5]);
    await page.getByRole('button', { name: new RegExp(dayWords(day)) }).click();
    await page.getByText('Không có điện thoại cũng được').waitFor();
    await page.getByLabel('Họ và tên người đến').fill(name);
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByText('Xin nhập năm sinh đủ 4 số').first().waitFor();
    await sound(page);
    await page.getByLabel('Năm sinh').fill('1948');
    await page.getByText('Tôi đồng ý').click();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('button', { name: 'Xác nhận đặt lịch' }).click();
    await page.getByRole('heading', { name: 'Đã đặt lịch' }).waitFor();
    await page.getByText('Người viết giúp chỉ ghi theo lời Ông/Bà').waitFor();
    await sound(page);
    const [row] = await rows(name);
    assert.deepEqual([row?.state, row?.number, row?.contact_phone], ['booked', 'V001', null]);
    await page.context().close();
  });

  it('that filled up in the meantime keeps what was typed, and offers other evenings', async () => {
    const day = sessionDay([4], 3);
    const page = await place.open(booking);
    await page.getByRole('button', { name: /Chứng thực bản sao/ }).click();
    await page.getByRole('button', { name: /Đến theo buổi/ }).click();
    await page.getByRole('button', { name: new RegExp(dayWords(day)) }).click();
    await page.getByLabel('Họ và tên người đến').fill('Lê Văn Chậm');
    await page.getByRole('textbox', { name: 'Số điện thoại' }).fill(freshPhone());
    await page.getByText('Tôi đồng ý').click();
    const slot = evening(day);
    for (let i = 0; i < 3; i++) {
      const phone = freshPhone();
      const answer = await fetch(`${place.api}/api/holds`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `somebody-else-${phone}` },
        body: JSON.stringify({ agency: '26506', service: 'chung-thuc-ban-sao', slot, phone, units: 20 }),
      });
      assert.equal(answer.status, 201);
    }
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByText('vừa có người đặt').waitFor();
    await sound(page);
    const other = page.locator('[part=lost] .row').first();
    assert.match((await other.textContent()) ?? '', /17:00 Thứ Năm/);
    await other.click();
    await page.getByText('Chúng tôi giữ chỗ này').waitFor();
    await page.getByRole('button', { name: 'Xác nhận đặt lịch' }).click();
    await page.getByRole('heading', { name: 'Đã đặt lịch' }).waitFor();
    const [row] = await rows('Lê Văn Chậm');
    assert.equal(row?.state, 'booked');
    assert.notDeepEqual(row?.starts_at, instantAt(day, 17 * 60));
    await page.context().close();
  });
});
