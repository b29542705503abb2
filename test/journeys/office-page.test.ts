import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { addOfficer, setPassword } from '../../src/server/platform/officers.ts';
import { site, type Site, violations } from '../support/site.ts';

const password = 'chim sẻ ăn thóc';

describe('An administrator with a keyboard alone', { timeout: 120_000 }, () => {
  let place: Site;

  before(async () => {
    place = await site();
    await addOfficer(place.database.db, { id: 'quan-tri', name: 'Võ Quản Trị', agency: '26506', role: 'admin' });
    await setPassword(place.database.db, 'quan-tri', password);
  });
  after(() => place.close());

  const sound = async (page: Page) => {
    assert.deepEqual(await violations(page, { within: 'body' }), []);
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!tooWide, 'the page scrolls sideways');
  };
  /** Replaces the first occurrence of a text in the field. */
  const replace = async (page: Page, from: string, to: string) => {
    const field = page.getByLabel('Tệp cơ quan (YAML)');
    await field.evaluate((element, wanted) => {
      const area = element as HTMLTextAreaElement;
      area.focus();
      area.setSelectionRange(area.value.indexOf(wanted), area.value.indexOf(wanted) + wanted.length);
    }, from);
    await page.keyboard.type(to);
  };
  const on = async (page: Page, name: string) => {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
  };

  for (const width of [1280, 768])
    it(`changes the office, is told of mistakes, and sees what will happen first (${width} px)`, async () => {
      const page = await place.open(`${place.api}/desk/office/file`, {
        officer: ['quan-tri', password],
        viewport: { width, height: 900 },
      });
      await sound(page);
      await replace(page, 'letter: A', 'letter: quầy');
      await on(page, 'Xem trước');
      await page.getByRole('alert').waitFor();
      if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/office-alert-${width}.png` });
      await page.getByRole('link', { name: 'letter: phải là một hoặc hai chữ cái in hoa' }).focus();
      await page.keyboard.press('Enter');
      const marked = () => {
        const { value, selectionStart, selectionEnd } = document.activeElement as HTMLTextAreaElement;
        return value.slice(selectionStart, selectionEnd).trim();
      };
      assert.equal(await page.evaluate(marked), 'letter: quầy');
      await sound(page);
      await replace(page, 'letter: quầy', 'letter: A');
      await replace(page, width === 1280 ? 'name: Quầy chứng thực' : 'name: Quầy 1280', `name: Quầy ${width}`);
      await on(page, 'Xem trước');
      await page.getByRole('heading', { name: 'Sẽ thay đổi' }).waitFor();
      await page.getByText('26506.A').first().waitFor();
      await sound(page);
      await on(page, 'Áp dụng');
      await page.getByText('Đã làm 1 thay đổi.').waitFor();
      await sound(page);
      const { name } = await place.database.db
        .selectFrom('counter')
        .select('name')
        .where('id', '=', '26506.A')
        .executeTakeFirstOrThrow();
      assert.equal(name, `Quầy ${width}`);
      if (process.env['SHOTS']) {
        await page.screenshot({ path: `${process.env['SHOTS']}/office-${width}.png` });
        await replace(page, 'letter: A', 'letter: quầy');
        await on(page, 'Xem trước');
        await page.getByText('phải là một hoặc hai').waitFor();
        await page.screenshot({ path: `${process.env['SHOTS']}/office-mistake-${width}.png` });
        await replace(page, 'letter: quầy', 'letter: Z');
        await replace(page, 'capacity: 2', 'capacity: 3');
        await on(page, 'Xem trước');
        await page.getByRole('heading', { name: 'Sẽ thay đổi' }).waitFor();
        await page.screenshot({ path: `${process.env['SHOTS']}/office-plan-${width}.png` });
      }
      await page.context().close();
    });

  for (const width of [1280, 768])
    it(`changes the hours of a place, adds a counter, declares a day off (${width} px)`, async () => {
      const page = await place.open(`${place.api}/desk/office`, {
        officer: ['quan-tri', password],
        viewport: { width, height: 900 },
      });
      const shot = async (name: string) => {
        await sound(page);
        const path = `${process.env['SHOTS']}/forms-${name}-${width}.png`;
        if (process.env['SHOTS']) await page.screenshot({ path, fullPage: true });
      };
      const type = async (label: string, text: string, nth = 0) => {
        await page.getByLabel(label, { exact: true }).nth(nth).focus();
        await page.keyboard.press('ControlOrMeta+a');
        await page.keyboard.type(text);
      };
      const follow = async (name: string, title = name) => {
        await page.getByRole('link', { name }).first().focus();
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { name: title }).waitFor();
      };
      await shot('overview');
      await follow('Sửa: Trung tâm Phục vụ hành chính công Phường Vũng Tàu', 'Địa điểm: Trung tâm');
      await shot('place');
      await type('Số điện thoại (không bắt buộc)', 'gọi số này');
      await on(page, 'Lưu');
      await page.getByRole('alert').waitFor();
      await shot('place-mistake');
      assert.equal(await page.getByLabel('Số điện thoại (không bắt buộc)').inputValue(), 'gọi số này');
      await follow('Số điện thoại', 'Địa điểm: Trung tâm');
      await type('Số điện thoại (không bắt buộc)', `0254 385 ${width}`);
      await on(page, 'Thêm dòng');
      await page.getByRole('group', { name: 'Dòng 3' }).waitFor();
      await page.getByRole('group', { name: 'Dòng mới' }).getByLabel('Thứ Bảy').focus();
      await page.keyboard.press('Space');
      const [from, to] = width === 1280 ? ['13:00', '14:00'] : ['15:00', '16:00'];
      await page.getByLabel('Từ giờ').last().fill(from!);
      await page.getByLabel('Đến giờ').last().fill(to!);
      await shot('place-row');
      await on(page, 'Lưu');
      await page.getByText('Đã lưu.').waitFor();
      await page.getByText(`T7: ${from}–${to}`).waitFor();

      await follow('Thêm quầy');
      await type('Tên', `Quầy mới ${width}`);
      await type('Chữ cái đầu số thứ tự', width === 1280 ? 'X' : 'Y');
      await page.getByLabel('Chứng thực bản sao').focus();
      await page.keyboard.press('Space');
      await shot('counter');
      await on(page, 'Lưu');
      await page.getByRole('link', { name: `Quầy mới ${width}` }).waitFor();

      await place.database.db.deleteFrom('calendar_day').where('agency', '=', '26506').execute();
      await follow('Thêm ngày nghỉ hoặc ngày làm bù');
      await page.getByLabel('Ngày', { exact: true }).fill('2026-12-23');
      await type('Tên ngày, lý do (tiếng Việt)', 'Nghỉ vì bão');
      await shot('day');
      await on(page, 'Lưu');
      await page.getByText('Đã lưu.').waitFor();
      await follow('23/12/2026', 'Ngày đặc biệt: 23/12/2026');
      await on(page, 'Xóa ngày này');
      await page.getByRole('heading', { name: 'Xin kiểm tra trước khi áp dụng' }).waitFor();
      await shot('day-removal');
      await on(page, 'Xóa ngày này');
      await page.getByText('Đã lưu.').waitFor();

      for (const [name, setting] of [
        ['Đặt lịch hẹn', 'booking'],
        ['Cách tính ngày làm việc', 'work'],
        ['Lịch trực, tổ hỗ trợ', 'roster'],
      ] as const) {
        await page.goto(`${place.api}/desk/office/of/26506/setting/${setting}`);
        await page.getByRole('heading', { name }).waitFor();
        await shot(setting);
      }
      await page.context().close();
    });

  it('lets a colleague in, and closes the account again', async () => {
    const page = await place.open(`${place.api}/desk/officers`, {
      officer: ['quan-tri', password],
      viewport: { width: 768, height: 900 },
    });
    await sound(page);
    await page.getByText('Thêm cán bộ').first().focus();
    await page.keyboard.press('Enter');
    await sound(page);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/officers-768.png` });
    await page.getByLabel('Tên đăng nhập').focus();
    await page.keyboard.type('thu');
    await page.getByLabel('Họ và tên').first().focus();
    await page.keyboard.type('Lý Thị Hoa');
    await page.keyboard.press('Enter');
    await page.getByText('Tên đăng nhập này đã có người dùng. Xin chọn tên khác.').waitFor();
    await page.getByLabel('Tên đăng nhập').focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('hoa');
    await page.keyboard.press('Enter');
    await page.getByText(/Mã đăng nhập của Lý Thị Hoa: /).waitFor();
    await sound(page);
    await page.getByRole('link', { name: 'Lý Thị Hoa' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Lý Thị Hoa' }).waitFor();
    await sound(page);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/account-768.png` });
    await page.getByLabel('Được đăng nhập').focus();
    await page.keyboard.press('Space');
    await on(page, 'Lưu');
    await page.getByText('Đã lưu.').waitFor();
    await page.getByRole('row', { name: 'Lý Thị Hoa hoa Cán bộ Phường Vũng Tàu đã khóa' }).waitFor();
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/officers-list-768.png` });
    await page.context().close();
  });
});
