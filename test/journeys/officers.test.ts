import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { chromium, firefox, webkit, type Driver, type TypedTab } from '../hosts/drivers.ts';
import { inPage, Reader } from '../support/reader.ts';
import { site, type Site, violations } from '../support/site.ts';

const dayMs = 24 * 3600_000;

describe('An officer with a keyboard alone', { timeout: 300_000 }, () => {
  let place: Site;

  before(async () => {
    place = await site();
  });
  after(() => place.close());

  /** Three dossiers that are being worked on, due first of all. */
  const addDossiers = async (engine: string) => {
    for (const n of [1, 2, 3])
      await place.database.db
        .insertInto('dossier')
        .values({
          ...{ code: `H29.132-${engine}-000${n}`, agency: '26506', procedure: null, status: 'processing', label: null },
          ...{ applicant_name: `Người ${engine} ${n}`, applicant_phone: '+84912345678', notify: true, reason: null },
          ...{ phone_key: null, id_key: null, secret_key: null, place: null, finished_at: null, paused_at: null },
          ...{ extension: null, task: null, delivery: null, received_at: new Date(), updated_at: new Date() },
          procedure_name: `Việc ${n} của ${engine}`,
          due_at: new Date(Date.now() - 30 * dayMs),
        })
        .execute();
  };
  const statesOf = async (engine: string) =>
    (
      await place.database.db
        .selectFrom('dossier')
        .select('status')
        .where('code', 'like', `H29.132-${engine}-%`)
        .orderBy('code')
        .execute()
    ).map(({ status }) => status);

  it('finds the screen locked after a while, and what was typed below', async () => {
    const page = await place.open(`${place.api}/desk/account`, {
      officer: place.officer,
      viewport: { width: 1280, height: 860 },
    });
    await page.clock.install();
    await page.reload();
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill('đang gõ dở');
    await page.clock.runFor(16 * 60_000);
    const dialog = page.getByRole('dialog', { name: 'Màn hình đã khóa' });
    await dialog.waitFor();
    assert.deepEqual(await violations(page, { within: 'dialog' }), []);
    await page.keyboard.press('Escape');
    await dialog.getByLabel('Mật khẩu').fill('không phải');
    await page.keyboard.press('Enter');
    await dialog.getByText('Mật khẩu chưa đúng. Xin nhập lại.').waitFor();
    await dialog.getByLabel('Mật khẩu').fill(place.officer[1]);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await page.getByLabel('Mật khẩu mới', { exact: true }).inputValue(), 'đang gõ dở');
    // The session is the same: the form of the page can still be sent.
    await page.getByLabel('Quầy thường ngồi').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Lưu' }).first().click();
    await page.getByText('Đã lưu.').waitFor();
    await page.context().close();
  });

  it('moves in a queue with J and K, chooses with X, filters rows by typing, and assigns with A', async () => {
    const page = await place.open(`${place.api}/desk/dossiers`, {
      officer: place.officer,
      viewport: { width: 1280, height: 860 },
    });
    const chosen = page.getByText(/^Đã chọn \d+ hồ sơ$/);
    assert.equal(await chosen.isVisible(), false);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('k');
    await page.keyboard.press('x');
    assert.equal(await chosen.textContent(), 'Đã chọn 2 hồ sơ');
    await page.keyboard.press('a');
    await page.waitForURL(/dossiers$/);
    await page.getByRole('link', { name: /^Của tôi/ }).click();
    assert.equal(await page.locator('[data-row]').count(), 2);
    await page.getByRole('link', { name: /^Đang giải quyết/ }).click();
    const all = await page.locator('[data-row]').count();
    await page.getByLabel('Lọc theo tên, điện thoại, mã').fill('khai sinh lan');
    assert.equal(await page.locator('[data-row]:visible').count(), 1);
    await page.getByLabel('Lọc theo tên, điện thoại, mã').fill('');
    assert.equal(await page.locator('[data-row]:visible').count(), all);
    await page.keyboard.press('Tab');
    await page.locator('h1').click();
    await page.keyboard.press('/');
    await page.keyboard.type('nguyen thi lan');
    await page.keyboard.press('Enter');
    await page.getByText('Bước tiếp theo').waitFor();
    assert.ok(!page.url().includes('lan'));
    await page.context().close();
  });

  const engines: Record<string, () => Promise<Driver<TypedTab> | undefined>> = {
    Chromium: async () => chromium(place.browser),
    Firefox: () => firefox(),
    WebKit: () => webkit(),
  };
  for (const [engine, launch] of Object.entries(engines))
    it(`signs in, works a queue, moves three dossiers, undoes one, and signs out, in ${engine}`, async t => {
      const driver = await launch();
      if (!driver) {
        // In CI no engine may be missing.
        assert.ok(!process.env['EVERY_ENGINE'], `${engine} is not here`);
        return t.skip(`${engine} is not here`);
      }
      try {
        await addDossiers(engine);
        const tab = await driver.open(`${place.api}/desk`);
        const reader = new Reader(tab, inPage);
        await reader.sees('Bàn làm việc của cán bộ');
        await reader.fills('Tên đăng nhập', place.officer[0]);
        await reader.fills('Mật khẩu', place.officer[1]);
        await reader.press('Enter');
        await reader.sees('Làm trước');
        await reader.sees(`Người ${engine} 1`);

        for (const n of [1, 2, 3]) {
          await reader.on(/^Hồ sơ/);
          await reader.sees('Đang giải quyết');
          await reader.on(`Việc ${n} của ${engine}`);
          await reader.sees('Bước tiếp theo');
          await reader.on('Có kết quả');
          await reader.fills('Ghi chú cho người dân đọc', 'Xin mang theo giay hen');
          await reader.on('Có kết quả');
          await reader.sees('Chuyển sang “Có kết quả”?');
          await reader.sees('Mời Ông/Bà đến nhận kết quả');
          await reader.on('Chuyển');
          await reader.sees('Đã chuyển sang “Có kết quả”.');
        }
        assert.deepEqual(await statesOf(engine), ['resolved', 'resolved', 'resolved']);
        await reader.on('Hoàn tác');
        await reader.sees('Đã hoàn tác');
        assert.deepEqual(await statesOf(engine), ['resolved', 'resolved', 'processing']);

        await reader.on('Đăng xuất');
        await reader.sees('Đã đăng xuất.');
        await tab.run('void setTimeout(function () { history.back(); })');
        await new Promise(resolve => setTimeout(resolve, tab.leavingMs ?? 0));
        await reader.sees(/^(?!.*Đã đăng xuất).*Bàn làm việc của cán bộ/);
        assert.ok(
          !(await tab.run<string>('document.body.innerText')).includes(`Người ${engine}`),
          'nothing is read by going back',
        );
        await tab.close();
      } finally {
        await driver.close();
      }
    });
});
