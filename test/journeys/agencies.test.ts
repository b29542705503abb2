import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { on, press } from '../support/keyboard.ts';
import { site, sound, type Site } from '../support/site.ts';

describe('The page of a province', { timeout: 120_000 }, () => {
  let place: Site;
  let booking: string;

  before(async () => {
    place = await site();
    booking = place.put(
      '/dat-lich',
      `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Thành phố</title><main><h1>Đặt lịch</h1><mc-portal data-agency="79" data-links="booking=/dat-lich"><mc-appointment-booker></mc-appointment-booker></mc-portal></main>${place.scripts({ files: ['motcua.js', 'mc-appointment-booker.js'] })}`,
    );
  });
  after(() => place.close());

  const rows = (name: string) =>
    place.database.db
      .selectFrom('appointment')
      .innerJoin('slot', 'slot.id', 'appointment.slot')
      .select(['appointment.agency', 'appointment.state', 'appointment.number', 'slot.counter', 'slot.starts_at'])
      .where('contact_name', '=', name)
      .execute();

  it('books at the ward that somebody knows by its former name, by keyboard, over a reload', async () => {
    const name = 'Lê Thị Mỹ Xuân';
    const page = await place.open(booking);
    await page.getByRole('heading', { name: 'Ông/Bà đến phường, xã nào?' }).waitFor();
    await page.getByRole('button', { name: 'Xã Ngãi Giao' }).waitFor();
    // Only agencies that take bookings: no department, no former unit.
    assert.equal(await page.getByRole('list', { name: 'Nơi đặt lịch được' }).getByRole('listitem').count(), 7);
    await on(page, 'Tìm phường, xã', 'm');
    await page.keyboard.type('y xuan');
    await page.getByRole('status').filter({ hasText: '1 nơi' }).waitFor();
    await sound(page);
    await on(page, 'Phường Phú Mỹ');
    await page.getByText('Phường Phú Mỹ', { exact: true }).waitFor();
    await on(page, 'Chứng thực bản sao');
    await page.locator('[part=grid]').waitFor();
    await on(page, 'Chọn giờ này');
    await on(page, 'Tiếp tục');
    await page.getByRole('heading', { name: 'Ai sẽ đến?' }).waitFor();
    await press(page, 'Tab');
    await page.keyboard.type(name);
    await press(page, 'Tab');
    await page.keyboard.type('0976100001');
    await page.waitForTimeout(50);

    await page.reload();
    await page.getByRole('heading', { name: 'Ai sẽ đến?' }).waitFor();
    assert.equal(await page.getByLabel('Họ và tên').inputValue(), name);
    await page.getByText('Trung tâm Phục vụ hành chính công Phường Phú Mỹ').waitFor();
    await page.getByRole('checkbox').check();
    await on(page, 'Tiếp tục');
    await on(page, 'Xác nhận đặt lịch');
    await page.getByRole('heading', { name: 'Đã đặt lịch' }).waitFor();
    const [row] = await rows(name);
    assert.deepEqual([row?.agency, row?.state, row?.counter], ['26704', 'booked', '26704.A']);

    // The next citizen chooses anew; the ticket is found on this page, in another tab, and moved from there.
    await on(page, 'Đặt lịch khác');
    await page.getByRole('heading', { name: 'Ông/Bà đến phường, xã nào?' }).waitFor();
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
    await on(page, new RegExp(row!.number!));
    await page.getByRole('heading', { name: 'Lịch hẹn của Ông/Bà' }).waitFor();
    await on(page, 'Đổi ngày giờ');
    await page.locator('[part=grid]').waitFor();
    await page
      .getByRole('button', { name: /^\d\d:\d\d, còn/ })
      .last()
      .click();
    await on(page, 'Tiếp tục');
    await on(page, 'Đổi sang giờ này');
    await page.getByRole('heading', { name: 'Đã đổi lịch' }).waitFor();
    const [moved] = await rows(name);
    assert.deepEqual([moved?.agency, moved?.state, moved?.counter], ['26704', 'booked', '26704.A']);
    assert.notDeepEqual(moved?.starts_at, row?.starts_at);
    await page.close();
  });

  it('goes back to the choice of the ward, and shows what the other one has', async () => {
    const page = await place.open(booking);
    await page.getByRole('button', { name: 'Xã Ngãi Giao' }).click();
    await page.getByRole('button', { name: /Chứng thực bản sao/ }).click();
    await page.getByText('Trung tâm Phục vụ hành chính công Xã Ngãi Giao').waitFor();
    await page.getByRole('button', { name: 'Quay lại' }).click();
    await page.getByText('Xã Ngãi Giao', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Quay lại' }).click();
    await page.getByRole('button', { name: 'Phường Vũng Tàu' }).click();
    await page.getByRole('button', { name: /Chứng thực bản sao/ }).click();
    await page.getByRole('button', { name: /Đến quầy theo giờ hẹn/ }).click();
    await page.getByRole('heading', { name: 'Chọn nơi đến' }).waitFor();
    await page.getByRole('button', { name: 'Điểm tiếp nhận Thắng Nhì' }).waitFor();
    await page.close();
  });

  it('shows nobody what another person typed at another ward', async () => {
    const page = await place.open(booking);
    const toContact = async (ward: string) => {
      await page.getByRole('button', { name: ward }).click();
      await page.getByRole('button', { name: /^Đăng ký khai sinh/ }).click();
      await page.getByRole('button', { name: 'Chọn giờ này' }).click();
      await page.getByRole('button', { name: 'Tiếp tục' }).click();
      await page.getByRole('heading', { name: 'Ai sẽ đến?' }).waitFor();
    };
    await toContact('Xã Ngãi Giao');
    await page.getByLabel('Họ và tên').fill('Phạm Thị Kín');
    await page.getByRole('textbox', { name: 'Số điện thoại' }).fill('0976100009');
    await page.getByRole('checkbox').check();
    for (const _ of [1, 2, 3]) await page.getByRole('button', { name: 'Quay lại' }).click();
    await toContact('Xã Bình Giã');
    // The same citizen continues with what was typed.
    assert.equal(await page.getByLabel('Họ và tên').inputValue(), 'Phạm Thị Kín');
    // A consent given to one agency does not count for another.
    assert.equal(await page.getByRole('checkbox').isChecked(), false);
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('button', { name: 'Xác nhận đặt lịch' }).click();
    await page.getByRole('heading', { name: 'Đã đặt lịch' }).waitFor();
    assert.deepEqual(
      (await rows('Phạm Thị Kín')).map(({ agency }) => agency),
      ['26590'],
    );
    await page.getByRole('button', { name: 'Đặt lịch khác' }).click();
    await toContact('Xã Ngãi Giao');
    assert.equal(await page.getByLabel('Họ và tên').inputValue(), '');
    await page.close();
  });

  it('keeps the ward when letters become larger, and comes back to its own question after a ticket of a link', async () => {
    const page = await place.open(booking);
    await page.getByRole('button', { name: 'Xã Long Điền' }).click();
    await page.getByRole('button', { name: /Chứng thực bản sao/ }).click();
    await page.getByRole('button', { name: 'Chọn giờ này' }).click();
    await page.evaluate(() => document.querySelector('mc-portal')!.setAttribute('data-theme', 'large'));
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByLabel('Họ và tên').fill('Ngô Văn Lớn');
    await page.getByRole('textbox', { name: 'Số điện thoại' }).fill('0976100010');
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('button', { name: 'Xác nhận đặt lịch' }).click();
    await page.getByRole('heading', { name: 'Đã đặt lịch' }).waitFor();
    assert.equal((await rows('Ngô Văn Lớn'))[0]?.agency, '26659');
    const body = place.bodies.filter(({ path }) => path.endsWith('/appointments')).at(-1)!.body;
    assert.equal((JSON.parse(body) as { agency: string }).agency, '26659');

    const [kept] = await page.evaluate(
      () => JSON.parse(localStorage.getItem('motcua:tickets:79')!) as { ticket: { secret: string } }[],
    );
    const other = await page.context().newPage();
    await other.goto(`${booking}#motcua:mc-appointment-booker?secret=${encodeURIComponent(kept!.ticket.secret)}`);
    await other.getByRole('button', { name: 'Đổi ngày giờ' }).click();
    await other.locator('[part=grid]').waitFor();
    await other.getByRole('button', { name: 'Quay lại' }).click();
    await other.getByRole('button', { name: 'Đặt lịch khác' }).click();
    await other.getByRole('button', { name: 'Xã Bình Giã' }).waitFor();
    await page.close();
  });

  it('becomes the page of one ward when its script says so, and of a province again', async () => {
    const page = await place.open(booking);
    const speakFor = (agency: string) =>
      page.evaluate(agency => document.querySelector('mc-portal')!.setAttribute('data-agency', agency), agency);
    await page.getByRole('button', { name: 'Xã Long Điền' }).waitFor();
    await speakFor('26506');
    await page.getByRole('button', { name: /Chứng thực bản sao/ }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Xã Long Điền' }).count(), 0);
    await speakFor('79');
    await page.getByRole('button', { name: 'Xã Long Điền' }).click();
    await page.getByText('Xã Long Điền', { exact: true }).waitFor();
    await page.close();
  });

  it('asks where somebody is only when they press for it, and sends it nowhere', async () => {
    const page = await place.open(booking, {
      geolocation: { latitude: 10.65, longitude: 107.25 },
      permissions: ['geolocation'],
    });
    const asked: string[] = [];
    page.on('request', request => asked.push(request.url()));
    await page.getByRole('button', { name: 'Xã Ngãi Giao' }).waitFor();
    const first = page.getByRole('list', { name: 'Nơi đặt lịch được' }).getByRole('button').first();
    assert.match(await first.innerText(), /Phường Phú Mỹ/);
    await page.getByRole('button', { name: 'Tìm nơi gần tôi nhất' }).click();
    await page.getByRole('status').filter({ hasText: 'nơi gần nhất lên đầu' }).waitFor();
    assert.match(await first.innerText(), /Xã Ngãi Giao\s+cách khoảng 1 km/);
    await sound(page);
    assert.deepEqual(
      asked.filter(url => /10\.6|107\.2/.test(url)),
      [],
    );
    await page.close();
  });

  it('offers the list all the same where the phone does not tell', async () => {
    const page = await place.open(booking, { permissions: [] });
    await page.getByRole('button', { name: 'Tìm nơi gần tôi nhất' }).click();
    await page.getByRole('status').filter({ hasText: 'Máy không cho biết vị trí' }).waitFor();
    await page.getByRole('button', { name: 'Xã Ngãi Giao' }).click();
    await page.getByText('Xã Ngãi Giao', { exact: true }).waitFor();
    await page.close();
  });

  it('asks again for what did not come over a bad line', async () => {
    const page = await place.browser.newPage();
    let broken = true;
    await page.route('**/agencies.js', route => (broken ? route.abort() : route.continue()));
    await page.goto(booking);
    await page.getByText('Chưa kết nối được').first().waitFor();
    broken = false;
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByRole('button', { name: 'Phường Vũng Tàu' }).click();
    await page.getByRole('button', { name: /Bản sao trích lục/ }).waitFor();
    await page.close();
  });
});
