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
      const page = await place.open(`${place.api}/desk/office`, {
        officer: ['quan-tri', password],
        viewport: { width, height: 900 },
      });
      await sound(page);
      await replace(page, 'letter: A', 'letter: quầy');
      await on(page, 'Xem trước');
      await page.getByText('letter: phải là một hoặc hai chữ cái in hoa').waitFor();
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
        await replace(page, 'letter: quầy', 'letter: B');
        await replace(page, 'capacity: 2', 'capacity: 3');
        await on(page, 'Xem trước');
        await page.getByRole('heading', { name: 'Sẽ thay đổi' }).waitFor();
        await page.screenshot({ path: `${process.env['SHOTS']}/office-plan-${width}.png` });
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
