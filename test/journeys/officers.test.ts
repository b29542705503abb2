import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { instantAt } from '../../src/domain/calendar.ts';
import { chromium, firefox, webkit, type Driver, type TypedTab } from '../hosts/drivers.ts';
import { inPage, Reader } from '../support/reader.ts';
import { site, type Site, violations } from '../support/site.ts';

const dayMs = 24 * 3600_000;

describe('An officer with a keyboard alone', { timeout: 300_000 }, () => {
  let place: Site;

  /** A Wednesday morning: the counters are open. */
  const now = instantAt('2026-11-25', 8 * 60);

  before(async () => {
    place = await site({ clock: () => now });
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
          ...{ extension: null, task: null, delivery: null, received_at: now, updated_at: now },
          procedure_name: `Việc ${n} của ${engine}`,
          due_at: new Date(now.getTime() - 30 * dayMs),
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

  /** Two opinions, promised to be answered first of all. */
  const addOpinions = async (engine: string) =>
    place.database.db
      .insertInto('opinion')
      .values(
        ['A', 'B'].map(letter => ({
          ...{
            code: `PA-${engine}-${letter}`,
            agency: '26506',
            text: `Góp ý ${letter} của ${engine}`,
            status: 'received',
          },
          ...{
            contact_name: null,
            contact_phone: null,
            consents: '[]',
            answer: null,
            answered_by: null,
            answered_at: null,
          },
          received_at: now,
          answer_by: new Date(now.getTime() - 30 * dayMs),
        })),
      )
      .returning(['id', 'code'])
      .execute();

  const bookAndCheckIn = async (reader: Reader, engine: string) => {
    await reader.opens(`${place.api}/desk/appointments`);
    await reader.sees('Thứ Tư, 25/11/2026');
    await reader.on('Đặt hộ');
    await reader.sees('Chọn việc');
    await reader.on('Đăng ký khai sinh');
    await reader.sees('Đã đọc cho người dân nghe');
    await reader.fills('Người đến', `Khach ${engine}`);
    await reader.fills(/^Điện thoại/, '0912 345 678');
    await reader.on('Đã đọc cho người dân nghe', 'Space');
    await reader.on('Đặt lịch');
    await reader.sees('Đã lưu.');
    const booked = () =>
      place.database.db
        .selectFrom('appointment')
        .select(['number', 'state'])
        .where('contact_name', '=', `Khach ${engine}`)
        .executeTakeFirstOrThrow();
    const { number, state } = await booked();
    assert.equal(state, 'booked');
    await reader.fills('Quét mã QR trên phiếu hẹn', number ?? '');
    await reader.press('Enter');
    await reader.sees(`${number} Khach ${engine} đã đến lúc 08:00.`);
    assert.equal((await booked()).state, 'arrived');
  };

  const planWeek = async (reader: Reader, engine: string) => {
    await reader.opens(`${place.api}/desk/duties`);
    await reader.sees('Lịch trực 23/11 – 28/11/2026');
    // Each engine plans another Saturday of the same week.
    const hours = { Chromium: '07:30', Firefox: '08:00', WebKit: '13:00' }[engine] ?? '';
    await reader.on(
      new RegExp(
        `thêm ca Thứ Sáu 27/11/2026 ${hours === '08:00' ? '08:00' : '13:00'}|thêm ca Thứ Bảy 28/11/2026 ${hours}`,
      ),
    );
    await reader.sees('Lặp lại mỗi tuần');
    await reader.fills('Tên (không ghi họ)', 'Tam');
    await reader.on('Thêm ca trực');
    await reader.sees('Đã lưu.');
    await reader.on('Hoàn tác');
    await reader.sees('Đã hoàn tác.');
    await reader.on('Tuần sau');
    await reader.sees('Lịch trực 30/11 – 05/12/2026');
  };

  const workOpinions = async (reader: Reader, engine: string, written: readonly { id: string; code: string }[]) => {
    const [answered, forwarded] = written;
    await reader.opens(`${place.api}/desk/opinions`);
    await reader.sees(answered!.code);
    await reader.on(answered!.code);
    await reader.sees(`Góp ý A của ${engine}`);
    await reader.fills('Nội dung trả lời người dân', 'Da sua xong');
    await reader.on('Gửi trả lời');
    await reader.sees('Đã lưu.');
    await reader.opens(`${place.api}/desk/opinions`);
    await reader.sees(forwarded!.code);
    await reader.on(forwarded!.code);
    await reader.sees(`Góp ý B của ${engine}`);
    await reader.on('Chuyển cơ quan khác', 'Space');
    await reader.fills('Tên cơ quan trả lời', 'so cong thuong');
    await reader.fills('Vì sao chuyển', 'Viec cua So');
    await reader.on('Chuyển cơ quan khác');
    await reader.sees('Đã lưu.');
    const rows = await place.database.db
      .selectFrom('opinion')
      .select(['agency', 'status'])
      .where('code', 'in', [answered!.code, forwarded!.code])
      .orderBy('code')
      .execute();
    assert.deepEqual(rows, [
      { agency: '26506', status: 'answered' },
      { agency: '79.SCT', status: 'received' },
    ]);
  };

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
    // On paper only the chosen ones, without what is pressed.
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('[data-row]:visible').count(), 2);
    assert.equal(await chosen.isVisible(), false);
    await page.emulateMedia({ media: 'screen' });
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
    it(`works a queue, books, checks in, plans a week, answers and forwards opinions, and signs out, in ${engine}`, async t => {
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

        const written = await addOpinions(engine);
        await bookAndCheckIn(reader, engine);
        await planWeek(reader, engine);
        await workOpinions(reader, engine, written);
        await reader.opens(`${place.api}/desk/today`);
        await reader.sees('Làm trước');

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
