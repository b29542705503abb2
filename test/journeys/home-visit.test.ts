import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { instantAt } from '../../src/domain/calendar.ts';
import { on, press, reach } from '../support/keyboard.ts';
import { dayWords, sessionDay } from '../support/session.ts';
import { site, sound, type Site } from '../support/site.ts';

// The other zones, and other engines: engines.test.ts.
const zones = ['America/New_York'];
const workdays = [1, 2, 3, 4, 5];

describe('A visit at home', { timeout: 240_000 }, () => {
  let place: Site;
  let booking: string;
  let phones = 0;
  const freshPhone = () => `0976${String(++phones).padStart(6, '0')}`;
  const visits = (name: string) =>
    place.database.db
      .selectFrom('home_visit')
      .innerJoin('appointment', 'appointment.id', 'home_visit.appointment')
      .innerJoin('slot', 'slot.id', 'appointment.slot')
      .selectAll('home_visit')
      .select(['appointment.state as status', 'appointment.contact_name', 'slot.starts_at'])
      .where('elder_name', '=', name)
      .execute();
  const toHome = async (page: Page) => {
    await page.getByRole('button', { name: /Bản sao trích lục/ }).click();
    await page.getByText('Sớm nhất').first().waitFor();
    await page.getByRole('button', { name: /^Cán bộ đến nhà/ }).click();
    await page.getByRole('heading', { name: 'Cán bộ đến nhà giúp ai?' }).waitFor();
  };
  const tell = async (page: Page, elder: string, year: string) => {
    await page.getByLabel('Họ và tên người được đến nhà').fill(elder);
    await page.getByLabel('Năm sinh').fill(year);
    await page.getByLabel('Ấp, khu phố').selectOption('Khu phố 4');
    await page.getByLabel('Số nhà, đường').fill('45 Lê Lợi');
    await page.getByLabel('Nhận kết quả').selectOption('home');
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
  };
  const carer = async (page: Page, name: string) => {
    await page.getByLabel('Người liên hệ').fill(name);
    await page.getByRole('textbox', { name: 'Số điện thoại' }).fill(freshPhone());
    await page.getByLabel('Ông/Bà là gì của người đó?').fill('con trai');
    await page.getByText('Tôi đồng ý').click();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('button', { name: 'Xác nhận đặt lịch' }).click();
  };

  before(async () => {
    place = await site();
    booking = place.put(
      '/dat-lich',
      `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title><main><h1>Đặt lịch</h1><mc-appointment-booker></mc-appointment-booker></main>${place.scripts({ attributes: 'data-links="booking=/dat-lich"', files: ['motcua.js', 'mc-appointment-booker.js'] })}`,
    );
  });
  after(() => place.close());

  zones.forEach((timezoneId, nth) =>
    it(`is booked by a daughter by keyboard alone (${timezoneId})`, async () => {
      const elder = `Nguyễn Thị ${timezoneId}`;
      const phone = freshPhone();
      const day = sessionDay(workdays, nth + 2);
      const watch: string[] = [];
      const page = await place.open(booking, { timezoneId, watch });
      await page.getByRole('button', { name: /Bản sao trích lục/ }).waitFor();
      await on(page, 'Bản sao trích lục');
      await page.getByText('Sớm nhất').first().waitFor();
      await on(page, 'Cán bộ đến nhà');
      await page.getByRole('heading', { name: 'Cán bộ đến nhà giúp ai?' }).waitFor();
      await sound(page);
      await on(page, 'Tiếp tục');
      await page.getByText('Xin nhập năm sinh đủ 4 số').first().waitFor();
      await sound(page);
      // The summary names the field and leads to it.
      await on(page, 'Họ và tên người được đến nhà');
      await page.keyboard.type(elder);
      await press(page, 'Tab');
      await page.keyboard.type('1941');
      await press(page, 'Tab', 'Tab');
      await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
      await press(page, 'Tab');
      await page.keyboard.type('45 Lê Lợi, hẻm bên phải');
      await press(page, 'Tab');
      await press(page, 'ArrowDown');
      await on(page, 'Tiếp tục');
      await page.getByRole('heading', { name: 'Chọn buổi cán bộ đến' }).waitFor();
      await page.getByRole('button', { name: 'Xem thêm ngày' }).waitFor();
      await sound(page);
      await on(page, new RegExp(`${dayWords(day)}.*13:30–16:30`));
      await page.getByLabel('Người liên hệ').waitFor();
      await reach(page, 'Người liên hệ');
      await page.keyboard.type('Trần Thị Con');
      await press(page, 'Tab');
      await page.keyboard.type(phone);
      await press(page, 'Tab', 'Tab');
      await page.keyboard.type('con gái');
      await reach(page, 'Tôi đồng ý');
      await press(page, 'Space');
      await sound(page);
      await on(page, 'Tiếp tục');
      await page.getByText('Chúng tôi giữ chỗ này').waitFor();
      await page.getByText(`${elder} (1941), 45 Lê Lợi, hẻm bên phải, Khu phố 4`).waitFor();
      await sound(page);
      await on(page, 'Xác nhận đặt lịch');
      await page.getByRole('heading', { name: 'Đã đặt lịch' }).waitFor();
      await page.getByText('Cán bộ đến phải nói đúng mã này').waitFor();
      await page.getByText('Cán bộ gọi trước từ số 0254 385 0005').waitFor();
      await page.getByRole('img', { name: /Mã QR/ }).waitFor();
      await sound(page);
      const [row] = await visits(elder);
      assert.deepEqual(
        [row?.status, row?.hamlet, row?.line, row?.relation, row?.returns, row?.contact_name, row?.starts_at],
        [
          'booked',
          'Khu phố 4',
          '45 Lê Lợi, hẻm bên phải',
          'con gái',
          'home',
          'Trần Thị Con',
          instantAt(day, 13 * 60 + 30),
        ],
      );
      await page.getByText(row!.door_code, { exact: true }).waitFor();
      const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
      for (const secret of [elder, 'Lê Lợi', phone, 'Trần Thị Con']) assert.ok(!kept.includes(secret), kept);

      const other = sessionDay(workdays, nth + 6);
      await on(page, 'Đổi ngày giờ');
      await page.getByRole('heading', { name: 'Chọn buổi cán bộ đến' }).waitFor();
      await on(page, 'Xem thêm ngày');
      await on(page, new RegExp(`${dayWords(other)}.*07:30–11:30`));
      await on(page, 'Đổi sang giờ này');
      await page.getByRole('heading', { name: 'Đã đổi lịch' }).waitFor();
      assert.deepEqual((await visits(elder))[0]?.starts_at, instantAt(other, 7 * 60 + 30));
      assert.deepEqual(watch, []);
      await page.context().close();
    }),
  );

  it('is not for the young, but for those whom the office names', async () => {
    const page = await place.open(booking);
    await toHome(page);
    await tell(page, 'Lê Văn Trẻ', '1995');
    await page.getByText('Người này chưa đủ 60 tuổi').first().waitFor();
    await sound(page);
    await page.getByLabel('Thuộc diện').selectOption('merit');
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('heading', { name: 'Chọn buổi cán bộ đến' }).waitFor();
    await page.context().close();
  });

  it('of one mother is booked by two children once, and the second is told so kindly', async () => {
    for (const [nth, child] of ['Anh Hai', 'Chị Ba'].entries()) {
      const page = await place.open(booking);
      await toHome(page);
      await tell(page, nth ? 'do thi me' : 'Đỗ Thị Mẹ', '1938');
      await page
        .getByRole('button', { name: /còn \d chỗ/ })
        .nth(nth + 2)
        .click();
      await carer(page, child);
      if (nth) {
        await page.getByText('Đã có người đặt lịch đến nhà cho người này').first().waitFor();
        await sound(page);
      } else await page.getByRole('heading', { name: 'Đã đặt lịch' }).waitFor();
      await page.context().close();
    }
    assert.equal((await visits('Đỗ Thị Mẹ')).length, 1);
    assert.equal((await visits('do thi me')).length, 0);
  });

  it('asks whoever books for themselves neither for their name twice nor what they are to themselves', async () => {
    const name = 'Phạm Văn Tự';
    const page = await place.open(booking);
    await toHome(page);
    await page.getByText('Đến nhà giúp chính tôi').click();
    await page.getByLabel('Họ và tên của Ông/Bà').fill(name);
    await page.getByLabel('Năm sinh').fill('1944');
    await page.getByLabel('Ấp, khu phố').selectOption('Khu phố 4');
    await page.getByLabel('Số nhà, đường').fill('45 Lê Lợi');
    await page.getByLabel('Nhận kết quả').selectOption('home');
    await sound(page);
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page
      .getByRole('button', { name: /còn \d chỗ/ })
      .nth(4)
      .click();
    await page.getByRole('textbox', { name: 'Số điện thoại' }).fill(freshPhone());
    assert.equal(await page.getByLabel('Người liên hệ').count(), 0);
    assert.equal(await page.getByLabel('là gì của người đó').count(), 0);
    await page.reload();
    await page.getByText('Tôi đồng ý').click();
    await sound(page);
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByText(`Người liên hệ`).waitFor();
    await page.getByRole('button', { name: 'Xác nhận đặt lịch' }).click();
    await page.getByRole('heading', { name: 'Đã đặt lịch' }).waitFor();
    const [row] = await visits(name);
    assert.deepEqual([row?.contact_name, row?.relation], [name, 'chính tôi']);
    await page.context().close();
  });

  it('keeps what was typed over a reload, and shows a page that names the way', async () => {
    const direct = place.put(
      '/den-nha',
      `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title><main><h1>Đến nhà</h1><mc-appointment-booker service="trich-luc" way="home"></mc-appointment-booker></main>${place.scripts({ files: ['motcua.js', 'mc-appointment-booker.js'] })}`,
    );
    const page = await place.open(direct);
    await page.getByRole('heading', { name: 'Cán bộ đến nhà giúp ai?' }).waitFor();
    // Before anything is chosen, too.
    await page.getByLabel('Họ và tên người được đến nhà').fill('Phan Thị');
    await page.getByLabel('Số nhà, đường').fill('45 Lê');
    await page.reload();
    await page.getByLabel('Số nhà, đường').waitFor();
    assert.equal(await page.getByLabel('Họ và tên người được đến nhà').inputValue(), 'Phan Thị');
    assert.equal(await page.getByLabel('Số nhà, đường').inputValue(), '45 Lê');
    await tell(page, 'Phan Thị Nhớ', '1940');
    await page
      .getByRole('button', { name: /còn \d chỗ/ })
      .first()
      .click();
    await page.getByLabel('Ông/Bà là gì của người đó?').fill('cháu');
    await page.reload();
    await page.getByLabel('Ông/Bà là gì của người đó?').waitFor();
    assert.equal(await page.getByLabel('Ông/Bà là gì của người đó?').inputValue(), 'cháu');
    await page.getByRole('button', { name: 'Quay lại' }).click();
    await page.getByRole('button', { name: 'Quay lại' }).click();
    assert.equal(await page.getByLabel('Họ và tên người được đến nhà').inputValue(), 'Phan Thị Nhớ');
    await page.context().close();
  });
});
