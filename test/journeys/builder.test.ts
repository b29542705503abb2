import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { listen, type RunningServer } from '../../src/server/http/serve.ts';
import { samplePortal } from '../../src/server/sample/portal.ts';
import { diagnose } from '../../src/server/snippet-builder/diagnostics.ts';
import { parsePage } from '../../src/server/snippet-builder/parse-page.ts';
import { build, codeOf, site, violations, type Site } from '../support/site.ts';

const dist = join(import.meta.dirname, '../../dist');
const strict =
  "default-src 'none'; style-src 'self'; script-src 'self'; require-trusted-types-for 'script'; trusted-types x";

describe('A web officer who puts the lines together', { timeout: 240_000 }, () => {
  let place: Site;
  let portal: RunningServer;
  let address: string;

  before(async () => {
    place = await site();
    portal = await listen(samplePortal({ dist, apiPort: Number(new URL(place.api).port) }), {
      port: 0,
      host: '127.0.0.1',
    });
    address = `http://127.0.0.1:${portal.port}`;
  });
  after(async () => {
    await portal.stop();
    await place.close();
  });

  const open = async (path: string, options: Parameters<Site['open']>[1] = {}) => {
    const page = await place.open(`${address}${path}`, options);
    return page;
  };
  const make = async (page: Page) => {
    await page.getByRole('button', { name: 'Ghép mã' }).click();
    await page.waitForLoadState();
  };
  const lines = (page: Page, label: string | RegExp) => page.getByLabel(label).inputValue();
  const sound = async (page: Page) => {
    assert.deepEqual(await violations(page, { within: 'body' }), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'scrolls sideways');
  };
  const lookUp = async (page: Pick<Page, 'getByLabel' | 'getByRole' | 'getByText'>) => {
    await page.getByLabel('Mã hồ sơ').fill(await codeOf(place, 42));
    await page.getByLabel('4 số cuối điện thoại').fill('0042');
    await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
    await page.getByRole('heading', { name: 'Nộp thêm 1 giấy tờ' }).waitFor();
  };

  it('is told what a strict page made with WordPress lacks, and the lines work there as they are', async () => {
    const page = await open('/ghep');
    await sound(page);
    for (const name of ['Đặt lịch hẹn', 'Hướng dẫn làm thủ tục'])
      await page.getByLabel(name, { exact: true }).uncheck();
    await page.getByText('Hình thức và lời').click();
    await page.getByLabel('Chữ to').check();
    await page.getByLabel('Tiêu đề riêng cho “Tra cứu hồ sơ”').fill('Hồ sơ của “bà con” <phường> & xã');
    await page.getByLabel('Trang góp ý').fill('/gop-y');
    const own = '<meta name="generator" content="WordPress 6.1"><meta name="viewport" content="width=device-width">';
    await page
      .getByLabel('Dán tiêu đề HTTP và mã nguồn của trang')
      .fill(`HTTP/1.1 200 OK\nContent-Security-Policy: ${strict}\n\n<!doctype html><html><head>${own}</head></html>`);
    await make(page);
    await page.getByText(`thêm ${place.api} vào script-src`).waitFor();
    await page.getByText(`thêm chỉ thị connect-src gồm các nguồn của default-src và ${place.api}`).waitFor();
    await page.getByText('thêm motcua vào trusted-types').waitFor();
    await page.getByText('Trang làm bằng WordPress').waitFor();
    await sound(page);

    const scripts = await lines(page, 'Một lần cho mỗi trang, trước thẻ đóng body');
    const status = await lines(page, 'Chỗ muốn đặt “Tra cứu hồ sơ”');
    const feedback = await lines(page, 'Chỗ muốn đặt “Góp ý, đánh giá”');
    const policy = await lines(page, /^Content-Security-Policy đã bổ sung/);
    assert.match(status, /^<div data-motcua="mc-status-lookup">\s+<p>Mời Ông\/Bà gọi 0254 385 0000\.<\/p>\s+<\/div>$/);
    assert.equal(await page.getByLabel('Chỗ muốn đặt “Đặt lịch hẹn”').count(), 0);

    const body = `<!doctype html><html lang="vi"><head>${own}<title>x</title></head><body>${status}${feedback}${scripts}</body></html>`;
    const watch: string[] = [];
    const before = await place.open(place.put('/truoc', { body, headers: { 'Content-Security-Policy': strict } }));
    await before.getByText('Mời Ông/Bà gọi 0254 385 0000.').first().waitFor();
    assert.equal(await before.getByLabel('Mã hồ sơ').count(), 0);
    const after = await place.open(place.put('/sau', { body, headers: { 'Content-Security-Policy': policy } }), {
      watch,
    });
    await after.getByRole('heading', { name: 'Hồ sơ của “bà con” <phường> & xã' }).waitFor();
    await after.getByRole('heading', { name: 'Ông/Bà muốn làm gì?' }).waitFor();
    await lookUp(after);
    assert.deepEqual(watch, []);
    for (const each of [page, before, after]) await each.context().close();
  });

  it('sees the widgets live before pasting anything', async () => {
    const page = await open('/ghep', { viewport: { width: 1366, height: 900 } });
    const preview = page.frameLocator('iframe');
    await lookUp(preview);
    await sound(page);
    await page.context().close();
  });

  it('is told what is wrong, and finds everything still typed', async () => {
    const page = await open('/ghep');
    await page.getByLabel('Mã cơ quan').fill('phường 1');
    await page.getByLabel('Địa chỉ API').fill('javascript:alert(1)');
    await page.getByLabel('Dán tiêu đề HTTP và mã nguồn của trang').fill('<p>\n"Trang" & của tôi</textarea>');
    await make(page);
    await page.getByText('Chưa ghép được').waitFor();
    await page.getByText('Địa chỉ phải đầy đủ').first().waitFor();
    assert.equal(await page.locator('iframe').count(), 0);
    assert.equal(await page.getByLabel('Mã cơ quan').inputValue(), 'phường 1');
    assert.equal(await page.getByLabel('Địa chỉ API').inputValue(), 'javascript:alert(1)');
    assert.equal(await page.getByLabel('Dán tiêu đề HTTP').inputValue(), '<p>\n"Trang" & của tôi</textarea>');
    await sound(page);
    await page.getByRole('link', { name: 'Mã cơ quan' }).click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'agency');
    await page.context().close();
  });

  it('sees own headings and pages in the preview, in English too, and keeps what was typed in the other language', async () => {
    const page = await open('/ghep');
    await page.getByText('Hình thức và lời').click();
    await page.getByLabel('Ngôn ngữ').selectOption('en');
    await page.getByLabel('Tiêu đề riêng cho “Đặt lịch hẹn”').fill('Book a visit');
    await page.getByLabel('Trang đặt lịch hẹn').fill('/lich');
    await make(page);
    assert.match(await lines(page, 'Chỗ muốn đặt “Đặt lịch hẹn”'), /Please call 0254/);
    const preview = page.frameLocator('iframe');
    await preview.getByRole('heading', { name: 'Book a visit' }).waitFor();
    await preview.getByText('What do you come for?').waitFor();
    assert.match((await preview.locator('script[data-links]').getAttribute('data-links')) ?? '', /booking=\/lich/);
    await page.getByRole('link', { name: 'English' }).click();
    assert.equal(await page.getByLabel('Your own heading for “Appointments”').inputValue(), 'Book a visit');
    await page.context().close();
  });

  it('is told of a policy just what the browser makes of it', async () => {
    const port = new URL(place.api).port;
    const hash = build().files['motcua.js']?.integrity;
    const policies = [
      "script-src 'self'",
      "script-src 'none'",
      'script-src *',
      'script-src http:',
      'script-src https:',
      `script-src 127.0.0.1:${port}`,
      `script-src 127.0.0.1:${Number(port) - 1}`,
      'script-src 127.0.0.1:*',
      'script-src http://*:*',
      'script-src 127.0.0.1',
      `script-src https://127.0.0.1:${port}`,
      `script-src ${place.api}/dist/`,
      `script-src ${place.api}/js/`,
      `default-src ${place.api}`,
      `default-src ${place.api}; script-src 'self'`,
      `script-src 'self'; script-src-elem ${place.api}`,
      `script-src ${place.api}; script-src-elem 'self'`,
      `script-src '${hash}'`,
      `script-src ${place.api} 'strict-dynamic'`,
      `script-src ${place.api}, script-src 'self'`,
      "SCRIPT-SRC 'NONE'",
    ];
    const given = {
      page: place.portal,
      scripts: `${place.api}/dist`,
      api: `${place.api}/api`,
      hashes: [hash ?? ''],
      media: false,
    };
    for (const [i, policy] of policies.entries()) {
      const address = place.put(`/policy-${i}`, {
        body: `<!doctype html><title>x</title>${place.scripts({ files: ['motcua.js'] })}`,
        headers: { 'Content-Security-Policy': policy },
      });
      const page = await place.open(address);
      const runs = await page.evaluate(() => !Array.isArray((window as { motcua?: unknown }).motcua ?? []));
      const told = diagnose(parsePage(`Content-Security-Policy: ${policy}`), given).filter(
        lack => lack.kind === 'policy' && lack.directive.startsWith('script-src'),
      );
      assert.equal(told.length === 0, runs, policy);
      await page.context().close();
    }
  });

  it('is given frames for a portal that lets in no scripts', async () => {
    const page = await open('/ghep');
    await page.getByLabel('Địa chỉ trang').fill(`${place.portal}/trang.aspx`);
    await page
      .getByLabel('Dán tiêu đề HTTP')
      .fill('<html><head><meta name="GENERATOR" content="Microsoft SharePoint"></head></html>');
    await make(page);
    assert.equal(await page.getByLabel('Một lần cho mỗi trang').count(), 0);
    const frame = await lines(page, 'Khung cho “Tra cứu hồ sơ”');
    const opened = await place.open(
      place.put('/khung', { body: `<!doctype html>${frame}`, headers: { 'X-Own': '1' } }),
    );
    await lookUp(opened.frameLocator('iframe'));
    for (const each of [page, opened]) await each.context().close();
  });

  it('copies a block with the keyboard and hears that it is copied', async () => {
    const page = await open('/builder', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy' }).nth(1).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Copied.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^<mc-status-lookup>\n {2}<p>/);
    await sound(page);
    await page.context().close();
  });

  it('gets a preview that runs nobody else’s script', async () => {
    const page = await open(
      '/ghep/xem?tag=mc-status-lookup&agency=26506&phone=1&api=http://a.invalid&scripts=http://evil.invalid',
    );
    const sources = await page.evaluate(() => [...document.scripts].map(({ src }) => src));
    assert.ok(sources.some(src => src.startsWith(place.api)));
    assert.ok(!sources.some(src => src.includes('evil')), sources.join(' '));
    await page.context().close();
  });
});
