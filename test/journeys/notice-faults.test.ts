import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { createNoticeCode } from '../../src/server/notifications/desk/notice-session.ts';
import { Secrets } from '../../src/server/platform/secrets.ts';
import { codeOf, site, type Site } from '../support/site.ts';

describe('When something goes wrong', { timeout: 240_000 }, () => {
  let place: Site;
  let status: string;
  let desk: string;
  const html = (tag: string) =>
    `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title><main><h1>Phường</h1><${tag}></${tag}><button id="other">Nút của trang</button></main>${place.scripts({ files: ['motcua.js', `${tag}.js`] })}`;

  before(async () => {
    place = await site();
    await place.database.db.deleteFrom('outbox').execute();
    status = place.put('/tra-cuu', html('mc-status-lookup'));
    desk = place.put('/ban-goi', html('mc-notice-desk'));
  });
  after(() => place.close());

  const spoken = (page: Page, words: RegExp) =>
    page.getByRole('status').filter({ hasText: words }).waitFor({ state: 'attached' });
  const paste = async (page: Page, text: string) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByLabel('Mã hồ sơ').focus();
    await page.evaluate(words => navigator.clipboard.writeText(words), text);
    await page.keyboard.press('ControlOrMeta+V');
  };
  const addCall = (code: string, phone = '+842543812345') =>
    place.database.db
      .insertInto('outbox')
      .values({
        ...{ created_at: new Date(), agency: '26506', subject: `dossier:${code}`, recipient: phone },
        ...{ words: 'Hồ sơ đã có kết quả.', state: 'not-sent', last_error: 'call', sent_at: null },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
  const signIn = async (page: Page) => {
    const { db } = place.database;
    const code = await createNoticeCode(db, await Secrets.read(db), place.officer[0], new Date());
    await page.getByLabel('Mã 8 số').fill(code);
    await page.getByRole('button', { name: 'Vào bàn gọi' }).click();
    await page.getByRole('heading', { name: 'Bàn gọi điện' }).waitFor();
    await page.getByRole('button', { name: 'Cần gọi' }).waitFor();
  };
  /** The claim has run out, and another officer has taken the call or not. */
  const endClaim = (id: string, claimedBy: string | null) =>
    place.database.db
      .updateTable('outbox')
      .set({
        claimed_by: claimedBy,
        claimed_until: claimedBy ? new Date(Date.now() + 600_000) : new Date(Date.now() - 1000),
      })
      .where('id', '=', id)
      .execute();

  it('a page with one code fills the field, one with two opens the list', async () => {
    const page = await place.open(status);
    const code = await codeOf(place, 42);
    await paste(page, `Kính gửi Ông/Bà\nMã hồ sơ của Ông/Bà: ${code}\nXin cảm ơn`);
    assert.equal(await page.getByLabel('Mã hồ sơ').inputValue(), code);
    await paste(page, `STT\tMã hồ sơ\n1\t${code}\t0042\n2\t${await codeOf(place, 56)}\t0056`);
    assert.match(await page.getByLabel('Các mã hồ sơ').inputValue(), /0042\n2/);
    await page.context().close();
  });

  it('a list that is interrupted says so, keeps what was found, and goes on', async () => {
    const page = await place.open(status);
    await page.getByRole('button', { name: 'Tra nhiều mã một lúc' }).click();
    const lines = [`${await codeOf(place, 42)} 0042`, `${await codeOf(place, 56)} 0056`, '12/11/2026 hẹn trả'];
    await page.getByLabel('Các mã hồ sơ').fill(lines.join('\n'));
    // Reads are asked again by themselves: the second code gets no answer at all.
    await page.route('**/dossiers/read', async route =>
      route.request().postData()?.includes('0056') ? route.abort() : route.continue(),
    );
    await page.getByRole('button', { name: 'Tra cứu tất cả' }).click();
    await spoken(page, /Mới tra được 1\/2 mã/);
    await page.getByText('Không thấy mã hồ sơ ở dòng 3.').first().waitFor();
    await page.unroute('**/dossiers/read');
    await page.getByRole('button', { name: 'Tra tiếp' }).click();
    await page.getByText('Đã xong').waitFor();
    await spoken(page, /Đã tra 2 mã, tìm thấy 2/);
    await page.getByRole('button', { name: 'Tra một mã' }).click();
    await page.getByRole('button', { name: 'Tra nhiều mã một lúc' }).click();
    assert.match(await page.getByLabel('Các mã hồ sơ').inputValue(), /12\/11\/2026 hẹn trả/);
    await page.context().close();
  });

  it('the list cannot be loaded: what was pasted is there at the second try', async () => {
    const page = await place.open(status);
    await page.route('**/several*.js', route => route.abort());
    const code = await codeOf(place, 42);
    await paste(page, `${code} 0042\n${await codeOf(place, 56)} 0056`);
    await page.getByRole('heading', { name: 'Tra nhiều mã một lúc' }).waitFor();
    await page.unroute('**/several*.js');
    await page.getByRole('button', { name: 'Thử lại' }).click();
    assert.match(await page.getByLabel('Các mã hồ sơ').inputValue(), new RegExp(`^${code} 0042`));
    await page.context().close();
  });

  it('a number that was typed for one dossier is not there for the next', async () => {
    const page = await place.open(status);
    const find = async (n: number) => {
      await page.getByLabel('Mã hồ sơ').fill(await codeOf(place, n));
      await page.getByLabel('4 số cuối điện thoại').fill(`00${n}`);
      await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
      await page.getByRole('button', { name: 'Nhận tin về hồ sơ' }).click();
      await page.getByRole('button', { name: 'Thêm số điện thoại' }).click();
    };
    await find(42);
    await page.getByLabel('Số điện thoại nhận tin').fill('0975123456');
    await page.getByRole('button', { name: 'Nhận tin về hồ sơ' }).click();
    assert.equal(await page.getByLabel('Số điện thoại nhận tin').count(), 0, 'the button closes it, too');
    await page.getByRole('button', { name: 'Tra mã khác' }).click();
    await find(42);
    assert.equal(await page.getByLabel('Số điện thoại nhận tin').inputValue(), '');
    await page.context().close();
  });

  it('what an officer noted is not lost with the claim, and colleagues read it', async () => {
    const { id } = await addCall('H29.132-261118-9001');
    const page = await place.open(desk);
    await signIn(page);
    await page.getByRole('button', { name: /Nhận gọi: Hồ sơ H29.132-261118-9001/ }).click();
    await page.getByText('Không nghe máy').click();
    await page.getByLabel('Ghi chú').fill('con trai nghe máy');
    await endClaim(id, null);
    await page.getByRole('button', { name: 'Ghi kết quả' }).click();
    await spoken(page, /quá 10 phút/);
    const { id: other } = await place.database.db
      .insertInto('officer')
      .values({ id: 'khac', name: 'Bà Lan', token_hash: null, role: 'officer', agency: '26506' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await endClaim(id, other);
    await page.getByRole('button', { name: 'Nhận lại' }).click();
    await spoken(page, /Bà Lan đã nhận cuộc gọi này trước/);
    assert.equal(await page.getByLabel('Ghi chú').inputValue(), 'con trai nghe máy');
    await endClaim(id, null);
    await page.getByRole('button', { name: 'Nhận lại' }).click();
    await page.getByText('Giữ đến').waitFor();
    await page.getByRole('button', { name: 'Ghi kết quả' }).click();
    await spoken(page, /Đã ghi kết quả/);
    await page.getByRole('button', { name: 'Hẹn gọi lại' }).click();
    await page.getByText('Ghi chú: con trai nghe máy').waitFor();
    await page.context().close();
  });

  it('the desk tells that it closes soon, and wipes what was typed without taking the focus', async () => {
    const { id } = await addCall('H29.132-261118-9002');
    const page = await place.open(desk);
    await page.clock.install();
    await signIn(page);
    await page.getByLabel('Tìm theo mã').fill('0975');
    await page.clock.runFor(14.5 * 60_000);
    await spoken(page, /sắp tự đóng/);
    await page.getByRole('button', { name: 'Dùng tiếp' }).click();
    await page.getByRole('button', { name: 'Dùng tiếp' }).waitFor({ state: 'detached' });
    await page.clock.runFor(10 * 60_000);
    await page.getByRole('button', { name: 'Nhận gọi' }).first().waitFor();
    await page.locator('#other').focus();
    await page.clock.runFor(6 * 60_000);
    await spoken(page, /đã tự đóng/);
    assert.ok(await page.evaluate(() => document.activeElement?.id === 'other'), 'the focus stays in the page');
    await signIn(page);
    assert.equal(await page.getByLabel('Tìm theo mã').inputValue(), '');
    await place.database.db.deleteFrom('outbox').where('id', '=', id).execute();
    await page.context().close();
  });

  it('a code that could not be sent is still there', async () => {
    const page = await place.open(desk);
    await page.route('**/notices/session*', route => route.abort());
    await page.getByLabel('Mã 8 số').fill('12345678');
    await page.getByRole('button', { name: 'Vào bàn gọi' }).click();
    await page.locator('[part=failure]').waitFor();
    assert.equal(await page.getByLabel('Mã 8 số').inputValue(), '12345678');
    await page.context().close();
  });
});
