import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { callNumber } from '../../src/server/calls/index.ts';
import { site, signIn, type Site } from '../support/site.ts';

const place = '26506.1';
/** Nothing that is read from six metres is smaller than this, in px on a screen of 1080 lines. */
const minText = 56;

interface Film {
  src: string;
  time: number;
  isPaused: boolean;
}

describe('The screen of a hall', { timeout: 280_000 }, () => {
  let hall: Site;
  let context: BrowserContext;
  let tv: Page;

  const film = () =>
    tv.evaluate<Film>(() => {
      const video = document.querySelector('video')!;
      return { src: video.currentSrc, time: video.currentTime, isPaused: video.paused };
    });
  const isPlaying = () =>
    tv.waitForFunction(() => {
      const video = document.querySelector('video')!;
      return !video.paused && video.currentTime > 0.3;
    });
  /** Waits for a number of files in a cache: `waitForFunction` takes the promise of an async function for true. */
  const kept = async (cache: string, isRight: (count: number) => boolean) => {
    const count = () => tv.evaluate(async name => (await (await caches.open(name)).keys()).length, cache);
    for (let tries = 0; !isRight(await count()); tries++) {
      assert.ok(tries < 300, `${await count()} files in ${cache}`);
      await tv.waitForTimeout(100);
    }
  };
  const call = (number: string, counterName: string) =>
    hall.database.db
      .transaction()
      .execute(tx => callNumber(tx, { agency: '26506', place, number, counterName }, new Date()));
  const number = (text: string) => tv.locator('#number', { hasText: new RegExp(`^${text}$`) }).waitFor();
  const shoot = async (page: Page, name: string) => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` });
  };

  /** Pairs a device in the database, as the officer's form does. */
  async function pair(page: Page): Promise<string> {
    const { db } = hall.database;
    const text = await page.locator('#code', { hasText: /\d{3} \d{3}/ }).textContent();
    const code = (text ?? '').replace(' ', '');
    const row = await db.deleteFrom('screen_pairing').where('code', '=', code).returningAll().executeTakeFirstOrThrow();
    const id = Array.from({ length: 10 }, () => Math.floor(Math.random() * 16).toString(16)).join('');
    const own = { id, agency: '26506', place, name: `TV ${id}`, paired_at: new Date() };
    await db
      .insertInto('screen')
      .values({ ...own, token_key: row.token_key })
      .execute();
    await page.locator('#office', { hasText: 'Phường Vũng Tàu' }).waitFor();
    return id;
  }

  async function openScreen(options: { page?: string; block?: RegExp } = {}): Promise<void> {
    context = await hall.browser.newContext({ viewport: { width: 1920, height: 1080 } });
    tv = await context.newPage();
    tv.setDefaultTimeout(30_000);
    if (options.block) await context.route(options.block, route => route.abort());
    await tv.goto(`${hall.api}/tv`);
  }

  before(async () => {
    hall = await site();
  });
  after(() => hall.close());
  beforeEach(async () => {
    await context?.close();
    await hall.database.db.deleteFrom('screen').execute();
    await hall.database.db.deleteFrom('ticket_call').execute();
    await hall.database.db.deleteFrom('screen_message').execute();
  });

  it('is paired by an officer with the keyboard alone: six digits, and it plays', async () => {
    await openScreen();
    const code = (await tv.locator('#code', { hasText: /\d{3} \d{3}/ }).textContent())!;
    assert.ok(!(await tv.locator('body').innerText()).includes('Vũng Tàu'));
    await shoot(tv, 'tv-pair');

    const desk = await (await hall.browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    await signIn(desk, hall.api, hall.officer);
    await desk.goto(`${hall.api}/desk/screens`);
    await desk.keyboard.press('g');
    await desk.getByRole('heading', { name: 'Ghép màn hình' }).waitFor();
    await desk.keyboard.type(code);
    await desk.keyboard.press('Tab');
    await desk.keyboard.type('Ti vi sảnh tầng 1');
    await desk.keyboard.press('Enter');
    await desk.getByRole('heading', { name: 'Ti vi sảnh tầng 1' }).waitFor();
    await shoot(desk, 'desk-screen');

    await isPlaying();
    assert.match(tv.url(), /\/tv\/[0-9a-f]{10}$/);
    await tv.locator('#caption', { hasText: /\S/ }).waitFor();
    assert.match(await tv.locator('#time').innerText(), /^\d\d:\d\d$/);
    assert.ok(await tv.locator('#qr').isVisible());
    await shoot(tv, 'tv-film');

    // It reports within a minute of its start.
    await tv.waitForTimeout(500);
    await desk.goto(`${hall.api}/desk/screens`);
    await shoot(desk, 'desk-screens');
    await desk.getByRole('link', { name: 'Ti vi sảnh tầng 1' }).click();
    const preview = desk.waitForEvent('popup');
    await desk.getByRole('link', { name: 'Xem trước' }).click();
    await (await preview).locator('#office', { hasText: 'Phường Vũng Tàu' }).waitFor();

    await desk.getByText('Gỡ màn hình').click();
    await desk.getByRole('button', { name: 'Gỡ ngay' }).click();
    await tv.locator('#code', { hasText: /\d{3} \d{3}/ }).waitFor();
    assert.ok(!(await tv.locator('body').innerText()).includes('Vũng Tàu'));
    const kept = await tv.evaluate(() => JSON.stringify({ ...localStorage }));
    assert.ok(!/guides|office|26506/.test(kept), kept);
    await desk.context().close();
  });

  it('says so where its browser keeps no cookie, and asks for no codes', async () => {
    context = await hall.browser.newContext({ viewport: { width: 1920, height: 1080 } });
    tv = await context.newPage();
    await tv.addInitScript(() => Object.defineProperty(navigator, 'cookieEnabled', { get: () => false }));
    const asked: string[] = [];
    tv.on('request', request => asked.push(new URL(request.url()).pathname));
    await tv.goto(`${hall.api}/tv`);
    await tv.getByText('đang chặn cookie').waitFor();
    await tv.waitForTimeout(4_000);
    assert.ok(!asked.includes('/tv/state'), 'another code every three seconds');
    await shoot(tv, 'tv-no-cookies');
  });

  it('interrupts the film for a call, and goes on with it where it was', async () => {
    await openScreen();
    await pair(tv);
    await isPlaying();
    await tv.waitForTimeout(2_000);
    await call('B014', '3');
    await number('B014');
    const held = await film();
    assert.ok(held.isPaused);
    await tv.evaluate(() => {
      const video = document.querySelector('video')!;
      video.addEventListener('play', () => (document.title = String(video.currentTime)), { once: true });
    });
    assert.equal(await tv.locator('#counter').innerText(), '3');
    await shoot(tv, 'tv-call');
    await tv.locator('#call').waitFor({ state: 'hidden' });
    const after = await film();
    assert.equal(after.src, held.src);
    const resumedAt = Number(await tv.title());
    assert.ok(Math.abs(resumedAt - held.time) <= 0.5, `${held.time} s, then ${resumedAt} s`);
    await tv.waitForFunction(time => document.querySelector('video')!.currentTime > time + 0.5, after.time);
    await shoot(tv, 'tv-after-call');
  });

  it('calls three counters one after the other when they call at once', async () => {
    await openScreen();
    await pair(tv);
    await isPlaying();
    for (const [ticket, counter] of [
      ['A001', '1'],
      ['B002', '2'],
      ['C003', 'Quầy chứng thực'],
    ] as const)
      await call(ticket, counter);
    for (const ticket of ['A001', 'B002', 'C003']) {
      await number(ticket);
      const shown = await tv.locator('#recent').innerText();
      for (const later of ['B002', 'C003'].filter(each => each > ticket))
        assert.ok(!shown.includes(later), `${later} is told before it is called`);
    }
    assert.equal(await tv.locator('#counter-label').innerText(), 'đến');
    await shoot(tv, 'tv-call-name');
    await tv.locator('#call').waitFor({ state: 'hidden' });
    assert.match(await tv.locator('#recent').innerText(), /C003\s+Quầy chứng thực\s+B002\s+quầy 2/);
  });

  it('gets calls by polling where no stream comes through', async () => {
    await openScreen({ block: /\/tv\/events/ });
    await pair(tv);
    await isPlaying();
    await call('D009', '7');
    await number('D009');
  });

  it('shows an emergency message until it ends, and the film after it', async () => {
    await openScreen();
    await pair(tv);
    await isPlaying();
    const { db } = hall.database;
    const row = { agency: '26506', text: 'Mời bà con ra cửa sau', officer: 'thu', created_at: new Date() };
    await db
      .insertInto('screen_message')
      .values({ ...row, until: new Date(Date.now() + 600_000) })
      .execute();
    await tv.locator('#message', { hasText: 'Mời bà con ra cửa sau' }).waitFor();
    await shoot(tv, 'tv-message');
    await call('E001', '2');
    await number('E001');
    await db.updateTable('screen_message').set({ until: new Date() }).execute();
    await tv.locator('#message').waitFor({ state: 'hidden' });
  });

  it('is led by a remote control alone: arrows choose a guide, OK plays it, Back closes', async () => {
    await openScreen();
    await pair(tv);
    await isPlaying();
    // The browser lets the page speak after a key: the first one does nothing else.
    await tv.locator('#alert', { hasText: 'Bấm OK để bật tiếng' }).waitFor();
    await tv.keyboard.press('Enter');
    await tv.locator('#alert', { hasText: /^$/ }).waitFor({ state: 'attached' });
    assert.ok(!(await tv.getByRole('dialog').isVisible()));
    await tv.keyboard.press('ArrowDown');
    await tv.getByRole('dialog').waitFor();
    await shoot(tv, 'tv-menu');
    await tv.keyboard.press('Escape');
    await tv.getByRole('dialog').waitFor({ state: 'hidden' });
    await tv.keyboard.press('Enter');
    await tv.getByRole('dialog').waitFor();
    await tv.keyboard.press('ArrowDown');
    await tv.keyboard.press('ArrowDown');
    const chosen = (await tv.locator('button:focus').textContent()) ?? '';
    assert.equal(chosen, 'Tra cứu hồ sơ và đặt lịch trên điện thoại');
    await tv.keyboard.press('Enter');
    await tv.waitForFunction(() => document.querySelector('video')!.currentSrc.includes('tra-cuu-va-dat-lich'));
  });

  it('keeps films, page and voice, and starts and plays without a network', async () => {
    await openScreen();
    await pair(tv);
    await isPlaying();
    await kept('motcua-tv-films', count => count === 3);
    await kept('motcua-tv-page', count => count > 30);
    await context.setOffline(true);
    await tv.reload();
    await tv.waitForFunction(() => {
      const video = document.querySelector('video')!;
      return video.currentSrc.startsWith('blob:') && video.currentTime > 0.5;
    });
    assert.equal(await tv.locator('#office').innerText(), 'Một cửa Phường Vũng Tàu');
    await tv.locator('#alert', { hasText: 'Mất mạng' }).waitFor();
    await shoot(tv, 'tv-offline');
    await context.setOffline(false);
  });

  it('drops a guide that is withdrawn, from the screen and from the device', async () => {
    await openScreen();
    await pair(tv);
    await isPlaying();
    await kept('motcua-tv-films', count => count === 3);
    const playing = /guides\/([^/]+)\//.exec((await film()).src)?.[1] ?? 'chung-thuc-ban-sao';
    const { db } = hall.database;
    await db.updateTable('guide').set({ state: 'withdrawn' }).where('id', '=', playing).execute();
    await tv.waitForFunction(id => !document.querySelector('video')!.currentSrc.includes(id), playing);
    await kept('motcua-tv-films', count => count === 2);
    await db.updateTable('guide').set({ state: 'published' }).where('id', '=', playing).execute();
  });

  it('skips films that are gone, cut off or no film, and shows phone and hours when none is left', async () => {
    await openScreen();
    const broken: Record<string, 'gone' | 'cut' | 'noise'> = {
      'chung-thuc-ban-sao': 'gone',
      'dang-ky-khai-sinh': 'cut',
    };
    await context.route(/\/api\/guides\//, async route => {
      const fault = broken[/guides\/([^/]+)\//.exec(route.request().url())?.[1] ?? ''];
      if (fault === 'gone') return route.fulfill({ status: 404, body: '' });
      if (!fault) return route.continue();
      const body = Buffer.alloc(5_000, fault === 'cut' ? 0 : 7);
      return route.fulfill({ status: 200, contentType: 'video/mp4', body });
    });
    await pair(tv);
    await tv.waitForFunction(() => {
      const video = document.querySelector('video')!;
      return video.currentSrc.includes('tra-cuu') && video.currentTime > 0.3;
    });
    broken['tra-cuu-va-dat-lich'] = 'noise';
    await tv.evaluate(() => caches.delete('motcua-tv-films'));
    await tv.reload();
    await tv.locator('#still').waitFor();
    await tv.locator('#phone', { hasText: /Gọi hỏi: 0254/ }).waitFor();
    assert.match(await tv.locator('#hours').innerText(), /T2–T6: 07:30–11:30/);
    await shoot(tv, 'tv-still');
    broken['tra-cuu-va-dat-lich'] = undefined as never;
  });

  it('has no text under 56 px at 1080 lines, and the same shape at 2160', async () => {
    await openScreen();
    await pair(tv);
    await isPlaying();
    await call('A001', '1');
    await call('B014', '3');
    const small = () =>
      tv.evaluate(min => {
        const found: string[] = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const { parentElement: box, textContent } = walker.currentNode;
          if (!box || !textContent!.trim() || !box.offsetParent) continue;
          const { fontSize } = getComputedStyle(box);
          if (parseFloat(fontSize) < min) found.push(`${fontSize}: ${textContent}`);
        }
        return found;
      }, minText);
    await number('A001');
    assert.deepEqual(await small(), []);
    await number('B014');
    assert.deepEqual(await small(), []);
    await tv.locator('#call').waitFor({ state: 'hidden' });
    assert.deepEqual(await small(), []);
    const width = () => tv.evaluate(() => document.querySelector('#film')!.getBoundingClientRect().width);
    const before = await width();
    await tv.setViewportSize({ width: 3840, height: 2160 });
    await tv.waitForFunction(
      wanted => Math.abs(document.querySelector('#film')!.getBoundingClientRect().width - wanted) < 2,
      before * 2,
    );
    await shoot(tv, 'tv-4k');
  });
});
