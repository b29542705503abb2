import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Hold } from '../../src/contract/index.ts';
import { instantAt } from '../../src/domain/calendar.ts';
import { processWaitlists } from '../../src/server/booking/waitlist.ts';
import { hears, on, press } from '../support/keyboard.ts';
import { dayWords, evening, sessionDay } from '../support/session.ts';
import { site, sound, type Site } from '../support/site.ts';

// The other zones, and other engines: engines.test.ts.
const zones = ['America/New_York'];
const service = 'chung-thuc-ban-sao';

describe('A full session', { timeout: 240_000 }, () => {
  let place: Site;
  let booking: string;
  let phones = 0;
  const freshPhone = () => `0979${String(++phones).padStart(6, '0')}`;
  const send = async <T>(path: string, body: object) => {
    const answer = await fetch(`${place.api}/api${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `somebody-else-${freshPhone()}` },
      body: JSON.stringify({ agency: '26506', ...body }),
    });
    assert.equal(answer.status, 201, path);
    return (await answer.json()) as T;
  };
  /** Other citizens take all pages; their holds can be released. */
  const fill = (slot: string) =>
    Promise.all([20, 20, 20].map(units => send<Hold>('/holds', { service, slot, phone: freshPhone(), units })));
  const rows = (name: string) =>
    place.database.db
      .selectFrom('appointment')
      .innerJoin('slot', 'slot.id', 'appointment.slot')
      .select(['appointment.state', 'appointment.units', 'slot.starts_at'])
      .where('contact_name', '=', name)
      .execute();
  const turns = async (name: string) =>
    (await place.database.db.selectFrom('waiting').select('state').where('contact_name', '=', name).execute()).map(
      ({ state }) => state,
    );
  const told = (phone: string) =>
    place.database.db
      .selectFrom('outbox')
      .select('words')
      .where('recipient', '=', `+84${phone.slice(1)}`)
      .execute();
  const toSessions = async (page: Page) => {
    await page.getByRole('button', { name: /Chứng thực bản sao/ }).click();
    await page.getByRole('button', { name: /Đến theo buổi/ }).click();
    await page.getByRole('heading', { name: 'Chọn buổi đến' }).waitFor();
  };
  const join = async (page: Page, name: string, phone: string) => {
    await page.getByLabel('Họ và tên người đến').fill(name);
    await page.getByRole('textbox', { name: 'Số điện thoại' }).fill(phone);
    await page.getByText('Tôi đồng ý').click();
    await page.getByRole('button', { name: 'Vào danh sách chờ' }).click();
    await page.getByRole('heading', { name: 'Ông/Bà đang chờ chỗ' }).waitFor();
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
    it(`is waited for by keyboard alone, and the freed place becomes a ticket (${timezoneId})`, async () => {
      const day = sessionDay([4], nth + 1);
      const name = `Phạm ${timezoneId}`;
      const phone = freshPhone();
      const [held] = await fill(evening(day));
      const watch: string[] = [];
      const page = await place.open(booking, { timezoneId, watch });
      await page.getByRole('button', { name: /Chứng thực bản sao/ }).waitFor();
      await on(page, 'Chứng thực bản sao');
      await page.getByRole('heading', { name: 'Ông/Bà muốn làm ở đâu?' }).waitFor();
      await page.getByText('Thứ Năm: 17:00–19:00').waitFor();
      await on(page, 'Đến theo buổi');
      await page.getByText('Vào danh sách chờ: chưa có ai chờ').waitFor();
      await sound(page);
      await on(page, new RegExp(`${dayWords(day)}.*Vào danh sách chờ`));
      await page.getByText('Buổi này đã hết chỗ').waitFor();
      await sound(page);
      await press(page, 'Tab');
      await page.keyboard.type(name);
      await press(page, 'Tab');
      await page.keyboard.type(phone);
      await press(page, 'Tab', 'Space');
      await on(page, 'Vào danh sách chờ');
      await page.getByText('Ông/Bà là người đầu tiên').waitFor();
      await hears(page, 'Ông/Bà đang chờ chỗ');
      await sound(page);

      await send('/holds/release', { token: held!.token });
      const [message] = await told(phone);
      assert.match(message!.words, /Đã có chỗ trống lúc 17:00/);
      // The message says to open the page again: the entry is stored on the device, without name and phone.
      await page.reload();
      const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
      assert.ok(kept.includes('tickets:26506') && !kept.includes(phone) && !kept.includes('Phạm'), kept);
      // The place is kept for half an hour: the page shows and announces it.
      await page.getByRole('status').filter({ hasText: 'Đã có chỗ cho Ông/Bà' }).waitFor({ state: 'attached' });
      assert.equal(await page.getByText('đang chờ chỗ').count(), 0);
      const offer = (await page.getByRole('button', { name: 'Xem và nhận chỗ' }).boundingBox())!;
      const title = (await page.getByRole('heading', { name: 'Đặt lịch hẹn' }).boundingBox())!;
      assert.ok(offer.y < title.y, 'the offer stands on top');
      await sound(page);
      await on(page, 'Xem và nhận chỗ');
      await hears(page, 'Đã có chỗ cho Ông/Bà');
      await sound(page);
      await on(page, 'Nhận chỗ này');
      await hears(page, 'Đã đặt lịch');
      await page.getByRole('img', { name: /Mã QR/ }).waitFor();
      assert.deepEqual(await rows(name), [{ state: 'booked', units: 1, starts_at: instantAt(day, 17 * 60) }]);
      assert.deepEqual(watch, []);
      await page.context().close();
    }),
  );

  it('goes on to the next when the first does not want it, and everybody reads where they stand', async () => {
    const day = sessionDay([4], 4);
    const [held] = await fill(evening(day));
    const pages = [await place.open(booking), await place.open(booking)] as const;
    const names = ['Võ Thị Nhất', 'Võ Thị Nhì'] as const;
    for (const [i, page] of pages.entries()) {
      await toSessions(page);
      await page.getByRole('button', { name: new RegExp(`${dayWords(day)}.*Vào danh sách chờ`) }).click();
      await join(page, names[i]!, freshPhone());
    }
    await pages[1].getByText('Còn 1 người chờ trước Ông/Bà').waitFor();
    await send('/holds/release', { token: held!.token });
    await pages[0].reload();
    await pages[0].getByRole('button', { name: 'Xem và nhận chỗ' }).click();
    await pages[0].getByRole('button', { name: 'Không nhận, nhường người sau' }).click();
    await pages[0].getByText('Ông/Bà đã ra khỏi danh sách chờ').waitFor();
    await sound(pages[0]);
    await pages[1].reload();
    await pages[1].getByRole('button', { name: 'Xem và nhận chỗ' }).click();
    await pages[1].getByRole('heading', { name: 'Đã có chỗ cho Ông/Bà' }).waitFor();

    // The answer is lost: the outcome is unknown, and it is booked once.
    let lost = 0;
    await pages[1].route('**/waiting/take', async route => {
      if (lost++) return route.continue();
      await route.fetch();
      await route.abort('connectionreset');
    });
    await pages[1].getByRole('button', { name: 'Nhận chỗ này' }).click();
    await pages[1].getByRole('heading', { name: 'Đã đặt lịch' }).waitFor({ timeout: 30_000 });
    assert.equal((await rows(names[1])).length, 1);
    for (const page of pages) await page.context().close();
  });

  it('is waited for once, though the page is loaded anew before the answer has come', async () => {
    const day = sessionDay([4], 2);
    await fill(evening(day));
    const page = await place.open(booking);
    await toSessions(page);
    await page.getByRole('button', { name: new RegExp(`${dayWords(day)}.*Vào danh sách chờ`) }).click();
    let asked = 0;
    const stored = new Promise<void>(resolve =>
      page.route('**/api/waiting', async route => {
        if (asked++) return route.continue();
        await route.fetch();
        resolve();
      }),
    );
    await page.getByLabel('Họ và tên người đến').fill('Đỗ Thị Vội');
    await page.getByRole('textbox', { name: 'Số điện thoại' }).fill(freshPhone());
    await page.getByText('Tôi đồng ý').click();
    await page.getByRole('button', { name: 'Vào danh sách chờ' }).click();
    await stored;
    await page.reload();
    await page.getByRole('heading', { name: 'Ông/Bà đang chờ chỗ' }).waitFor();
    assert.equal(asked, 2);
    assert.deepEqual(await turns('Đỗ Thị Vội'), ['waiting']);
    await page.context().close();
  });

  it('is told about to whoever leaves the page open: a place is offered, and its time is over', async () => {
    const day = sessionDay([4], 3);
    const [held] = await fill(evening(day));
    const page = await place.open(booking, { now: new Date() });
    await toSessions(page);
    await page.getByRole('button', { name: new RegExp(`${dayWords(day)}.*Vào danh sách chờ`) }).click();
    await join(page, 'Ngô Văn Lơ', freshPhone());
    const spoken = page.locator('mc-appointment-booker [role=status]');
    await send('/holds/release', { token: held!.token });
    await page.clock.fastForward(61_000);
    await spoken.getByText('Đã có chỗ cho Ông/Bà').waitFor();
    await page.getByRole('button', { name: 'Nhận chỗ này' }).waitFor();
    await processWaitlists(place.database.db, undefined, new Date(Date.now() + 24 * 3600_000));
    assert.deepEqual(await turns('Ngô Văn Lơ'), ['expired']);
    await page.clock.fastForward(91_000);
    await spoken.getByText('Đã quá giờ nhận chỗ').waitFor();
    await page.getByRole('heading', { name: 'Đã quá giờ nhận chỗ' }).waitFor();
    await sound(page);
    await page.context().close();
  });

  it('that filled up while somebody typed can be waited for, with what was typed', async () => {
    const day = sessionDay([4], 5);
    const page = await place.open(booking);
    await toSessions(page);
    await page.getByRole('button', { name: new RegExp(dayWords(day)) }).click();
    await page.getByLabel('Họ và tên người đến').fill('Lê Văn Chậm');
    await page.getByRole('textbox', { name: 'Số điện thoại' }).fill(freshPhone());
    await page.getByText('Tôi đồng ý').click();
    await fill(evening(day));
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByText('vừa có người đặt').waitFor();
    await page.locator('[part=lost]').getByRole('button', { name: 'Vào danh sách chờ' }).click();
    await page.getByText('Buổi này đã hết chỗ').waitFor();
    assert.equal(await page.getByLabel('Họ và tên người đến').inputValue(), 'Lê Văn Chậm');
    await page.getByRole('button', { name: 'Vào danh sách chờ' }).click();
    await page.getByRole('heading', { name: 'Ông/Bà đang chờ chỗ' }).waitFor();
    await page.context().close();
  });

  it('leaves a ticket on the device that is shown without a connection, until it is wiped', async () => {
    const day = sessionDay([4], 6);
    const page = await place.open(booking);
    await toSessions(page);
    await page.getByRole('button', { name: new RegExp(dayWords(day)) }).click();
    await page.getByLabel('Họ và tên người đến').fill('Ngô Thị Giữ');
    await page.getByRole('textbox', { name: 'Số điện thoại' }).fill(freshPhone());
    await page.getByText('Tôi đồng ý').click();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('button', { name: 'Xác nhận đặt lịch' }).click();
    await page.getByRole('heading', { name: 'Đã đặt lịch' }).waitFor();
    await page.reload();
    await page.route('**/api/**', route => route.abort('internetdisconnected'));
    await page.route('**/tickets.js', route => route.abort('internetdisconnected'));
    const row = page.getByRole('button', { name: /N\d{3} · .*17:00/ });
    const number = ((await row.textContent()) ?? '').trim().slice(0, 4);
    await row.click();
    await page.getByRole('heading', { name: 'Lịch hẹn đã đặt trên máy này' }).waitFor();
    await page.getByText('Chưa kết nối được').first().waitFor();
    await page.getByText(number, { exact: true }).waitFor();
    await page.unroute('**/tickets.js');
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByText('Bản lưu trên máy này').first().waitFor({ timeout: 30_000 });
    await page.getByText('Giấy tờ cần chuẩn bị').waitFor();
    await sound(page);
    await page.unroute('**/api/**');
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByRole('button', { name: 'Đổi ngày giờ' }).waitFor();
    assert.equal(await page.getByText('Bản lưu trên máy này').count(), 0);
    // One press too many deletes nothing.
    await page.getByRole('button', { name: 'Xóa khỏi máy này' }).click();
    await page.getByRole('heading', { name: 'Xóa lịch hẹn này khỏi máy?' }).waitFor();
    assert.notEqual(await page.evaluate(() => localStorage.getItem('motcua:tickets:26506')), null);
    await sound(page);
    await page.getByRole('button', { name: 'Giữ trên máy' }).click();
    await page.getByRole('button', { name: 'Xóa khỏi máy này' }).click();
    await page.getByRole('button', { name: 'Xóa khỏi máy', exact: true }).click();
    assert.equal(await page.evaluate(() => localStorage.getItem('motcua:tickets:26506')), null);
    await page.context().close();
  });
});
