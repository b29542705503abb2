import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { addOfficer, setPassword } from '../../src/server/platform/officers.ts';
import { site, type Site, violations } from '../support/site.ts';

const password = 'chim sẻ ăn thóc';

describe('An administrator who puts the widgets on a portal', { timeout: 120_000 }, () => {
  let place: Site;

  const start = async (options?: Parameters<typeof site>[0]) => {
    const started = await site(options);
    await addOfficer(started.database.db, { id: 'quan-tri', name: 'Võ Quản Trị', agency: '26506', role: 'admin' });
    await setPassword(started.database.db, 'quan-tri', password);
    return started;
  };

  before(async () => {
    place = await start();
  });
  after(() => place.close());

  const open = (width: number, at = place) =>
    at.open(`${at.api}/desk/embed`, { officer: ['quan-tri', password], viewport: { width, height: 900 } });
  const sound = async (page: Page, name: string) => {
    assert.deepEqual(await violations(page, { within: 'body' }), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'scrolls sideways');
    const path = `${process.env['SHOTS']}/embed-${name}.png`;
    if (process.env['SHOTS']) await page.screenshot({ path, fullPage: true });
  };
  const fill = async (page: Page, label: string | RegExp, text: string) => {
    await page.getByLabel(label).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
  };
  const make = async (page: Page) => {
    await page.getByRole('button', { name: 'Ghép mã' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Kết quả kiểm tra' }).waitFor();
  };

  for (const width of [1280, 768])
    it(`gets lines that were tried, with the phone and hours of the office, and they work (${width} px)`, async () => {
      const page = await open(width);
      await page.getByText('Hình thức và lời').click();
      await page.getByText('Mời Ông/Bà gọi 0254 385 0000 (T2–T6: ').waitFor();
      await sound(page, `form-${width}`);
      await fill(page, /^Địa chỉ trang/, `${place.portal}/trang`);
      await make(page);
      await page.getByText('API hoạt động và có Phường Vũng Tàu.').waitFor();
      assert.equal(await page.getByRole('heading', { name: 'Kết quả kiểm tra' }).locator('+ ul > li').count(), 1);
      await sound(page, `result-${width}`);
      const scripts = await page.getByLabel('Một lần cho mỗi trang, trước thẻ đóng body').inputValue();
      const element = await page.getByLabel('Chỗ muốn đặt “Tra cứu hồ sơ”').inputValue();
      assert.match(element, /Mời Ông\/Bà gọi 0254 385 0000 \(.*07:30–11:30/);
      const body = `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>x</title><body>${element}${scripts}</body></html>`;
      const portal = await place.open(place.put('/trang', { body }));
      await portal.getByLabel('Mã hồ sơ').waitFor();
      const preview = page.waitForEvent('popup');
      await page.getByRole('link', { name: 'Mở trang xem thử riêng' }).focus();
      await page.keyboard.press('Enter');
      await (await preview).getByLabel('Mã hồ sơ').waitFor();
      for (const each of [page, portal]) await each.context().close();
    });

  it('is told what is wrong with the agency, the portal, the phone and the files', async () => {
    const strict = await start({ origins: ['https://cong-nay.example'] });
    const page = await open(1280, strict);
    await fill(page, /^Địa chỉ trang/, 'https://cong-khac.example/trang');
    await fill(page, /^Số điện thoại/, '0254 000 0000');
    await make(page);
    await page.getByText('thêm https://cong-khac.example vào MOTCUA_ORIGINS').waitFor();
    await page.getByText('Số điện thoại của cơ quan này trong hệ thống là 0254 385 0000.').waitFor();
    await fill(page, 'Mã cơ quan', '99999');
    await fill(page, 'Nơi đặt các tệp của tiện ích', `${strict.api}/dist/khac`);
    await make(page);
    await page.getByText('API không có cơ quan mã “99999”.').waitFor();
    await page.getByText(/dist\/khac\/.*motcua\.js không có, hoặc thuộc phiên bản khác/).waitFor();
    await fill(page, /^Địa chỉ API/, 'http://10.0.0.5/api');
    await make(page);
    await page.getByText('Từ máy chủ này không gọi được http://10.0.0.5/api.').waitFor();
    await fill(page, /^Địa chỉ API/, `${strict.api}/desk`);
    await make(page);
    await page.getByText(`${strict.api}/desk có trả lời, nhưng không phải API`).waitFor();
    await sound(page, 'findings');
    await page.context().close();
    await strict.close();
  });
});
