import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { addOfficer, setPassword } from '../../src/server/platform/officers.ts';
import { chromium, firefox, webkit, type Driver, type TypedTab } from '../hosts/drivers.ts';
import { site, violations, type Site } from '../support/site.ts';

const patience = 60_000;

describe('A widget that the office pauses', { timeout: 300_000 }, () => {
  let place: Site;
  let portal: string;
  const admin = ['quan-tri', 'mật khẩu quản trị'] as const;
  const paused = {
    tag: 'mc-feedback-form',
    state: 'paused',
    text: 'Máy chủ được sửa trong buổi sáng.',
    phone: '0254 999 8888',
  };

  before(async () => {
    place = await site();
    await addOfficer(place.database.db, { id: admin[0], name: 'Quản trị', agency: '26506', role: 'admin' });
    await setPassword(place.database.db, ...admin);
    portal = place.put(
      '/gop-y',
      `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title><main><h1>Góp ý</h1><mc-feedback-form kind="opinion"></mc-feedback-form></main>${place.scripts({ files: ['motcua.js', 'mc-feedback-form.js'] })}`,
    );
  });
  after(() => place.close());

  const office = async () => place.open(`${place.api}/desk/sites`, { officer: admin });
  const inside = 'document.querySelector("mc-feedback-form").shadowRoot';
  /** What is on screen in the widget. */
  const shown = (tab: TypedTab) =>
    tab.run<string>(`(${inside}.querySelector('.mc') || {innerText: ''}).innerText.replace(/\\s+/g, ' ')`);
  const typed = (tab: TypedTab) => tab.run<string>(`(${inside}.querySelector('textarea') || {value: ''}).value`);
  const until = async (tab: TypedTab, engine: string, isSo: (words: string) => boolean) => {
    const start = Date.now();
    for (let words = ''; !isSo(words); words = await shown(tab)) {
      assert.ok(Date.now() - start < patience + 5000, `${engine} still shows: ${words}`);
      await wait(500);
    }
    return Date.now() - start;
  };

  it('says within a minute why and whom to call, keeps what was typed, and comes back, in three engines', async t => {
    const engines: [string, () => Promise<Driver<TypedTab> | undefined>][] = [
      ['Chromium', async () => chromium(place.browser)],
      ['Firefox', () => firefox()],
      ['WebKit', () => webkit()],
    ];
    const tabs: { engine: string; driver: Driver<TypedTab>; tab: TypedTab }[] = [];
    for (const [engine, launch] of engines) {
      const driver = await launch();
      if (!driver) {
        assert.ok(!process.env['EVERY_ENGINE'], `${engine} is not here`);
        t.diagnostic(`${engine} is not here`);
        continue;
      }
      const tab = await driver.open(portal);
      await until(tab, engine, words => words.includes('Gửi'));
      await tab.run(`${inside}.querySelector('textarea').focus()`);
      await tab.type('Quầy số 3 rất chu đáo');
      tabs.push({ engine, driver, tab });
    }

    const page = await office();
    await page.getByLabel('Tiện ích', { exact: true }).selectOption(paused.tag);
    await page.getByLabel('Làm gì').selectOption(paused.state);
    await page.getByLabel('Lý do').fill(paused.text);
    await page.locator('#phone').fill(paused.phone);
    await page.getByRole('button', { name: 'Đặt' }).click();
    await page.getByText('Đang tạm dừng').waitFor();
    const slowest = await Promise.all(
      tabs.map(({ tab, engine }) =>
        until(tab, engine, words => words.includes(paused.text) && words.includes(paused.phone)),
      ),
    );
    t.diagnostic(`paused after ${slowest.map(ms => `${(ms / 1000).toFixed(0)} s`).join(', ')}`);
    for (const { tab, engine } of tabs) {
      assert.doesNotMatch(await shown(tab), /Gửi góp ý/, `${engine}: nothing can be sent`);
      assert.equal(await typed(tab), 'Quầy số 3 rất chu đáo', engine);
      assert.equal(
        await tab.run(`${inside}.querySelector('[part=notice] a').getAttribute('href')`),
        'tel:02549998888',
        engine,
      );
    }
    const chromiumPage = tabs[0]!.tab.chromium!;
    assert.deepEqual(await violations(chromiumPage, { within: 'mc-feedback-form' }), []);

    await page.getByRole('button', { name: /^Bỏ/ }).click();
    await page.getByText('Không có tiện ích nào').waitFor();
    await Promise.all(
      tabs.map(({ tab, engine }) => until(tab, engine, words => !words.includes(paused.text) && words.includes('Gửi'))),
    );
    for (const { tab, engine } of tabs) assert.equal(await typed(tab), 'Quầy số 3 rất chu đáo', engine);
    for (const { driver } of tabs) await driver.close();

    // The page tells on which sites the widgets stand.
    await page.reload();
    assert.match(await page.locator('main').innerText(), new RegExp(new URL(portal).origin));
    assert.deepEqual(await violations(page, { within: 'body' }), []);
    await page.context().close();
  });
});
