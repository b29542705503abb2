import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { addDays, instantAt, type Day } from '../../src/domain/calendar.ts';
import { parseTimeOfDay } from '../../src/domain/time-of-day.ts';
import { on, press } from '../support/keyboard.ts';
import { formTokenIn, officerHeaders } from '../support/desk.ts';
import { site, sound, type Site } from '../support/site.ts';

const zones = ['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York'];
const monday = '2026-11-23';
const holiday = '2026-11-24';
const teams: Record<string, string> = {
  doan: 'Đoàn Thanh niên',
  mttq: 'Mặt trận Tổ quốc',
  phunu: 'Hội Phụ nữ',
  ccb: 'Hội Cựu chiến binh',
  nongdan: 'Hội Nông dân',
};

describe('Who is on duty', { timeout: 240_000 }, () => {
  let place: Site;
  let screen: string;
  let truc: string;
  let now = instantAt(monday, 6 * 60);

  const planned = () =>
    place.database.db.selectFrom('duty').selectAll().where('place', '=', '26506.1').orderBy('opens').execute();
  /** Who should be on the screen, by the stored roster and the holiday of the week. */
  const expected = (rows: Awaited<ReturnType<typeof planned>>, day: Day, time: string) =>
    day === holiday
      ? []
      : rows
          .filter(({ date, opens, closes }) => date === day && opens <= time && time < closes)
          .map(({ team, helpers }) => `${teams[team]}: ${helpers.join(', ')}`);
  const shown = (page: Page) =>
    page.evaluate(() => {
      const root = document.querySelector('mc-duty-roster')?.shadowRoot;
      return [...(root?.querySelectorAll('.here .names') ?? [])].map(
        names => `${names.previousElementSibling?.textContent}: ${names.textContent}`,
      );
    });
  let headers: Record<string, string>;
  const desk = async (path: string, fields: Record<string, string>) => {
    const page = await (await fetch(`${place.api}/desk/duties`, { headers })).text();
    const token = formTokenIn(page);
    const body = new URLSearchParams({ token, ...fields });
    const answer = await fetch(`${place.api}/desk/duties/${path}`, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
    });
    assert.equal(answer.status, 303);
  };
  /** An officer swaps two teams. */
  const swap = async (day: Day, other: Day) => {
    const rows = await planned();
    const turn = (date: Day) => rows.find(row => row.date === date && row.opens === '07:30')!;
    const named = ({ id, version }: ReturnType<typeof turn>) => `${id}:${version}`;
    await desk('swap', { one: named(turn(day)), other: named(turn(other)) });
  };

  before(async () => {
    place = await site({ clock: () => now });
    headers = await officerHeaders(place.database.db, 'binh', { role: 'lead' });
    const files = ['motcua.js', 'mc-duty-roster.js'];
    const body = (widget: string, heading = '') =>
      `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title><main>${heading}${widget}</main>${place.scripts({ attributes: 'data-links="booking=/dat-lich"', files })}`;
    screen = place.put('/man-hinh', body('<mc-duty-roster layout="tv" place="26506.1"></mc-duty-roster>'));
    truc = place.put('/truc', body('<mc-duty-roster><p>Gọi 0254 385 0000</p></mc-duty-roster>', '<h1>Trực</h1>'));
  });
  after(() => place.close());

  it('stands on the screen of the hall at the right minute, a whole week long', async () => {
    now = instantAt(monday, 6 * 60);
    const page = await place.open(screen, { viewport: { width: 1920, height: 1080 }, now, timezoneId: 'UTC' });
    await page.locator('.clock').waitFor();
    await page.evaluate(() => (document.body.style.margin = '0'));
    await sound(page);
    let known = await planned();
    let cut = false;
    /** Advances both clocks, of server and screen, to a minute of the week. */
    const until = async (day: Day, time: string) => {
      const then = instantAt(day, parseTimeOfDay(time));
      const passing = then.getTime() - now.getTime();
      now = then;
      const answered = cut ? undefined : page.waitForResponse(/\/duties/);
      await page.clock.fastForward(passing);
      await answered;
      if (!cut) known = await planned();
      await page.getByText(time, { exact: true }).waitFor();
    };
    for (let day = monday; day <= addDays(monday, 6); day = addDays(day, 1))
      for (const time of [
        '07:29',
        '07:30',
        '08:00',
        '11:00',
        '11:29',
        '11:30',
        '12:59',
        '13:00',
        '16:29',
        '16:30',
        '21:00',
      ]) {
        await until(day, time);
        const right = expected(known, day, time);
        assert.deepEqual(await shown(page), right, `${day} ${time}`);
        if (!right.length) assert.equal(await page.locator('.here .who').count(), 1);

        if (day === monday && time === '13:00') await swap('2026-11-25', '2026-11-27');
        if (day === '2026-11-25' && time === '16:30') {
          await page.context().setOffline((cut = true));
          // The screen learns of this only when the network is back.
          await swap('2026-11-26', '2026-11-30');
        }
        if (day === '2026-11-26' && time === '21:00') {
          await page.getByText(/^Chưa cập nhật được/).waitFor();
          await page.context().setOffline((cut = false));
          await until('2026-11-26', '22:00');
          await page.getByText(/^Chưa cập nhật được/).waitFor({ state: 'detached' });
        }
      }
    const heights = await page.evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
    assert.equal(heights[0], heights[1], 'all of it is on the screen');
    await page.context().close();
  });

  it('goes on without a network for two weeks, and then says that it does not know', async () => {
    now = instantAt(monday, 8 * 60);
    const page = await place.open(screen, { viewport: { width: 1920, height: 1080 }, now });
    await page.getByText('Đang trực, đến 11:30').waitFor();
    await page.context().setOffline(true);
    const days = 86_400_000;
    await page.clock.fastForward(9 * days);
    await page.getByText('Thứ Tư, 02/12').waitFor();
    assert.deepEqual(await shown(page), ['Hội Phụ nữ: Mai, Thảo']);
    await page.clock.fastForward(7 * days);
    await page.getByText('Lịch trực ở đây đã cũ').waitFor();
    await page.getByRole('link', { name: 'Gọi 0254 385 0000' }).waitFor();
    await page.context().close();
  });

  for (const timezoneId of zones)
    it(`is read on a phone by keyboard alone (${timezoneId})`, async () => {
      now = instantAt(monday, 9 * 60);
      const watch: string[] = [];
      const page = await place.open(truc, { timezoneId, watch, now });
      await page.getByText('Đang trực, đến 11:30').first().waitFor();
      await page.getByText('Đoàn Thanh niên').first().waitFor();
      await page.getByText('13:00–16:30').first().waitFor();
      await page.getByText('Đang có: Bàn viết giúp, đến 11:00').waitFor();
      await sound(page);
      await on(page, 'Lịch trực bảy ngày tới');
      await page.getByText('Ngày Văn hóa Việt Nam').first().waitFor();
      await sound(page);
      await on(page, 'Xem các điểm hỗ trợ');
      await page.getByRole('heading', { name: 'Điểm hỗ trợ' }).waitFor();
      await page.getByText('Đang mở cửa, đến 11:30').first().waitFor();
      await page.getByText('Đang đóng cửa, mở lại lúc 17:30 Thứ Năm, 26/11/2026').waitFor();
      await sound(page);
      await press(page, 'Tab', 'ArrowDown', 'ArrowDown');
      await page.getByText('152 Lê Lợi').waitFor();
      await page.getByText('27 Nguyễn Hữu Cầu').waitFor({ state: 'detached' });
      await on(page, 'Xem ai trực');
      await page.getByRole('heading', { name: 'Đoàn Thanh niên' }).waitFor();
      const feed = await page.getByRole('link', { name: 'Thêm lịch trực vào điện thoại' }).getAttribute('href');
      const file = await (await fetch(feed ?? '')).text();
      assert.match(file, /^BEGIN:VCALENDAR/);
      // Another team comes: screen readers are told.
      const passing = instantAt(monday, 13 * 60).getTime() - now.getTime();
      now = instantAt(monday, 13 * 60);
      await page.clock.fastForward(passing);
      await page.getByRole('status').getByText('Mặt trận Tổ quốc: Phúc').waitFor();
      assert.deepEqual(watch, []);
      await page.context().close();
    });
});
