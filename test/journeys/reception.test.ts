import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Appointment } from '../../src/contract/index.ts';
import { instantAt } from '../../src/domain/calendar.ts';
import { bookingBody, dayOfSlots, freshPhone, hold, type Citizen, citizenOf } from '../support/booking.ts';
import { canLookAtPaper, lookAt } from '../support/paper.ts';
import { site, violations, type Site } from '../support/site.ts';

const monday = '2026-11-23';
const squeezed = (text: string) => text.replace(/\s+/g, '');

describe('A dossier that is received at the desk', { timeout: 240_000 }, () => {
  let place: Site;
  let citizen: Citizen;
  const now = instantAt(monday, 9 * 60 + 5);
  /** A page of an officer, in which printing is noted instead of opening a window. */
  const open = async (path: string, viewport = { width: 1280, height: 900 }) => {
    const page = await place.open(`${place.api}/desk/account`, { officer: place.officer, viewport });
    await page.addInitScript(() => {
      window.print = () => void (document.documentElement.dataset['printed'] = 'yes');
    });
    await page.goto(`${place.api}/desk/${path}`);
    return page;
  };
  const stored = async (name: string) =>
    place.database.db.selectFrom('dossier').selectAll().where('applicant_name', '=', name).execute();
  const sound = async (page: Page) => {
    assert.deepEqual(await violations(page, { within: 'body' }), [], page.url());
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), page.url());
  };
  const type = async (page: Page, ...presses: string[]) => {
    for (const each of presses)
      if (/^(?:Tab|Enter|Space|Escape|[a-z0-9])$/.test(each)) await page.keyboard.press(each);
      else await page.keyboard.type(each);
  };

  before(async () => {
    place = await site({ clock: () => now });
    citizen = citizenOf(place.api);
  });
  after(() => place.close());

  it('is found, ticked, and printed by keyboard, and the next person is two keys away', async () => {
    const page = await open('dossiers');
    await type(page, 't');
    await page.getByText('Thường nhận ở đây').waitFor();
    await sound(page);
    await type(page, 'khai sinh', 'Enter');
    // The best match is focused.
    await page.locator('.procedure-list a:focus').waitFor();
    await sound(page);
    await page.locator('#q').fill('giay doc than');
    await type(page, 'Enter');
    await page.locator('input[name=paper]:focus').waitFor();
    await sound(page);
    assert.match(await page.locator('.due').innerText(), /27\/11\/2026.*3 ngày làm việc/s);
    await type(page, 'a');
    await page.locator('#name').focus();
    await type(page, 'Nguyễn Thị Tuyết Nhung', 'Tab', '0918 765 432', 'Enter');
    await page.locator('.slip').first().waitFor();
    await page.waitForFunction(() => document.documentElement.dataset['printed'] === 'yes');
    assert.ok(!page.url().includes('new'), 'a reload prints nothing');
    const [row] = await stored('Nguyễn Thị Tuyết Nhung');
    assert.equal(row?.status, 'accepted');
    assert.match(row.code, /^H29\.132-261123-\d{4}$/);
    assert.equal(row.due_at?.toISOString(), '2026-11-27T10:00:00.000Z');
    assert.ok(row.receipt?.papers.length && !row.receipt.missing.length);
    assert.deepEqual([row.assignee, row.notify], ['thu', false]);
    await sound(page);
    await type(page, 'n');
    await page.getByText('Thường nhận ở đây').waitFor();
    await type(page, '1');
    await page.locator('.reception').waitFor();
    await page.context().close();
  });

  it(
    'has a receipt that is whole on A5, twice, and leads its citizen to the dossier',
    { skip: canLookAtPaper ? false : 'pdftoppm is not here' },
    async () => {
      const page = await open('dossiers/receive?procedure=1.004873');
      for (const box of await page.locator('input[name=paper]').all()) await box.check();
      await page.getByLabel('Giấy tờ khác').first().fill('Bản án ly hôn (Tòa án nhân dân khu vực 3)');
      await page.locator('#name').fill('Trương Thị Ngọc Quỳnh Hương');
      await page.locator('#phone').fill('0912345678');
      await page
        .locator('#address')
        .fill('Hẻm 152/8 Đường Lê Lợi, Khu phố Thắng Nhì, Phường Vũng Tàu, Thành phố Hồ Chí Minh');
      await page.getByText('đồng ý nhận tin nhắn').click();
      await page.getByRole('button', { name: 'Tiếp nhận, in giấy hẹn' }).click();
      await page.locator('.slip').first().waitFor();
      const [row] = await stored('Trương Thị Ngọc Quỳnh Hương');
      const paper = lookAt(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
      if (process.env['SCREENSHOTS']) writeFileSync(join(process.env['SCREENSHOTS'], 'receipt.pgm'), paper.picture);
      assert.equal(paper.pages, 2);
      for (const said of [
        ...['GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', row!.code],
        ...['Trương Thị Ngọc Quỳnh Hương', 'Hẻm 152/8 Đường Lê Lợi, Khu phố Thắng Nhì', '0912345678'],
        ...['Bản án ly hôn (Tòa án nhân dân khu vực 3)', '3 ngày làm việc'],
        ...['09 giờ 05 phút, ngày 23 tháng 11 năm 2026', '17 giờ 00 phút, ngày 27 tháng 11 năm 2026'],
        ...['Liên 1: giao người nộp', 'Liên 2: lưu hồ sơ', 'Lê Thị Thu'],
      ])
        assert.ok(squeezed(paper.words).includes(squeezed(said)), `${said}: ${paper.words}`);
      assert.equal(paper.words, paper.words.normalize('NFC'));
      assert.doesNotMatch(paper.words, /[\uFFFD\u25A1]/);
      for (const [side, millimetres] of Object.entries(paper.white))
        assert.ok(millimetres >= 3, `${side}: ${millimetres} mm`);
      await page.context().close();

      // What the QR code says, in a browser of the citizen.
      const phone = await place.open(paper.scanned, { viewport: { width: 360, height: 740 } });
      await phone.getByLabel(/4 số cuối/).fill('5678');
      await phone.getByRole('button', { name: 'Tra cứu', exact: true }).click();
      await phone
        .getByText(/tình trạng hôn nhân/)
        .first()
        .waitFor();
      assert.ok(!phone.url().includes(row!.code), 'the code leaves the address');
      const [message] = await place.database.db
        .selectFrom('outbox')
        .select(['template', 'recipient'])
        .where('subject', '=', `dossier:${row!.code}`)
        .execute();
      assert.deepEqual(message, { template: 'dossier.accepted', recipient: '+84912345678' });
      await phone.context().close();
    },
  );

  it('may lack papers or be refused: the slip says which and why, and nothing typed is lost', async () => {
    const page = await open('dossiers/receive?procedure=1.001193', { width: 360, height: 740 });
    await page.locator('#name').fill('Bùi Văn Chín');
    await page.locator('#phone').fill('12');
    await page.getByText('Chưa đủ giấy tờ').click();
    await page.locator('#reason').fill('Giấy chứng sinh chưa có dấu của bệnh viện.');
    await sound(page);
    await page.getByRole('button', { name: 'In phiếu yêu cầu bổ sung' }).click();
    await page.getByText('Số điện thoại chưa đúng.').waitFor();
    assert.equal(await page.locator('#reason').inputValue(), 'Giấy chứng sinh chưa có dấu của bệnh viện.');
    await sound(page);
    await page.locator('#phone').fill('');
    await page.getByRole('button', { name: 'In phiếu yêu cầu bổ sung' }).click();
    await page.locator('.slip').first().waitFor();
    const words = await page.locator('.slip').first().innerText();
    assert.match(words, /PHIẾU YÊU CẦU BỔ SUNG/);
    assert.match(words, /Giấy chứng sinh[^]*chưa có dấu của bệnh viện/);
    const [row] = await stored('Bùi Văn Chín');
    assert.deepEqual([row?.status, row?.due_at], ['supplement', null]);

    await page.goto(`${place.api}/desk/dossiers/receive?procedure=1.001193`);
    await page.locator('#name').fill('Bùi Văn Mười');
    await page.getByText('Chưa đủ giấy tờ').click();
    await page.getByRole('button', { name: 'In phiếu từ chối' }).click();
    await page.getByText('Xin ghi lý do.').waitFor();
    await page.locator('#reason').fill('Trẻ đã được đăng ký khai sinh tại Phường Tam Thắng.');
    await page.getByRole('button', { name: 'In phiếu từ chối' }).click();
    await page.locator('.slip').first().waitFor();
    assert.match(await page.locator('.slip').first().innerText(), /TỪ CHỐI TIẾP NHẬN[^]*tại Phường Tam Thắng/);
    assert.equal((await stored('Bùi Văn Mười'))[0]?.status, 'rejected');
    await page.context().close();
  });

  it('is made of an appointment in one press, once', async () => {
    const slot = (await dayOfSlots(citizen, '2026-11-25')).findLast(({ left }) => left)!;
    const phone = freshPhone();
    const { token } = await hold(citizen, slot.id, phone);
    const booked = await citizen.send('/appointments', {
      ...bookingBody(token, phone),
      contact: { name: 'Phan Văn Hẹn', phone },
    });
    const { secret } = (await booked.json()) as Appointment;
    const [id = ''] = secret.split('.');
    const page = await open(`dossiers/receive?appointment=${id}`);
    assert.equal(await page.locator('#name').inputValue(), 'Phan Văn Hẹn');
    await page.getByRole('button', { name: 'Tiếp nhận, in giấy hẹn' }).click();
    await page.locator('.slip').first().waitFor();
    await page.goto(`${place.api}/desk/dossiers/receive?appointment=${id}`);
    await page.getByText('Lịch hẹn này đã có một hồ sơ.').waitFor();
    await page.getByRole('link', { name: 'Xem hồ sơ đã nhận' }).click();
    await page.locator('.slip').first().waitFor();
    assert.equal((await stored('Phan Văn Hẹn')).length, 1);
    await page.context().close();
  });
});
