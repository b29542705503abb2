import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { build, site, violations, type Site } from '../support/site.ts';

const docs = readFileSync(join(import.meta.dirname, '../../docs/plugin.md'), 'utf8');
const examples = [...docs.matchAll(/^## (.+)\n[^]*?```js\n([^]*?)```/gm)].map(([, title, code]) => ({ title, code }));
const head = '<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title>';

describe('A plugin', { timeout: 240_000 }, () => {
  let place: Site;
  let posts: Server;
  let posted: { url: string; body: string; cookie: string | undefined }[] = [];

  before(async () => {
    place = await site();
    posts = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      posted.push({ url: request.url ?? '', body, cookie: request.headers.cookie });
      response.writeHead(204, { 'Access-Control-Allow-Origin': '*' }).end();
    });
    await new Promise<void>(resolve => posts.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    posts.close();
    await place.close();
  });

  const file = (name: string, attributes = '') =>
    `<script src="${place.api}/dist/${build().folder}/${name}" integrity="${build().files[name]?.integrity}" crossorigin="anonymous" defer ${attributes}></script>`;
  const send = async (page: Page, text: string) => {
    await page.getByLabel('Nội dung góp ý').fill(text);
    await page.getByRole('button', { name: 'Gửi góp ý' }).click();
  };

  it('of the docs, each as it stands there, does what the docs say', async () => {
    assert.equal(examples.length, 6);
    place.put('/thu-cu.php', {
      body: JSON.stringify({ TraLoi: 'Đã sửa ghế', DonVi: 'Văn phòng cũ', Ngay: 1_700_000_000 }),
      headers: { 'Content-Type': 'application/json' },
    });
    const asked: string[] = [];
    const page = await place.open(
      place.put(
        '/vi-du',
        `${head}<body><my-desk-name></my-desk-name><mc-feedback-form></mc-feedback-form>${examples.map(({ code }) => `<script>${code}</script>`).join('')}${place.scripts({ attributes: 'data-theme="my-ward"', files: ['motcua.js', 'mc-feedback-form.js'] })}`,
      ),
    );
    page.on('request', request => asked.push(request.url()));
    await page.reload();
    await page.getByText('Quầy của 26506').waitFor();
    await page.getByRole('heading', { name: 'Ý kiến của bà con' }).waitFor();
    assert.ok(
      asked.some(url => url.endsWith('/capabilities?agency=26506&from=portal')),
      asked.join('\n'),
    );
    assert.match(await page.evaluate(() => document.body.dataset['failed'] ?? ''), /^broken beforeRequest Error: hỏng/);

    await page.getByRole('button', { name: 'Gửi góp ý' }).click();
    await send(page, 'Có tiện ích bổ sung');
    await page.getByRole('heading', { name: 'Đã nhận được góp ý' }).waitFor();
    await page.waitForFunction(() => document.title.startsWith('Đã gửi'));
    const colour = await page.evaluate(
      () =>
        getComputedStyle(document.querySelector('mc-feedback-form')?.shadowRoot?.querySelector('button') as Element)
          .color,
    );
    assert.equal(colour, 'rgb(143, 11, 32)');

    await page.getByRole('button', { name: 'Xong' }).click();
    await page.getByRole('button', { name: 'Xem trả lời góp ý' }).click();
    await page.getByLabel('Mã góp ý').fill('PA-00000-00000');
    await page.getByRole('button', { name: 'Xem trả lời', exact: true }).click();
    await page.getByText('Đã sửa ghế').waitFor();
    await page.context().close();
  });

  it('of ours does the sum before it is asked for; without it the core does it when it is', async () => {
    const { db } = place.database;
    const settings = { challenge: { operations: ['feedback.create', 'hold.create'], work: 20_000 } };
    await db
      .updateTable('agency')
      .set({ settings: JSON.stringify(settings) })
      .where('id', '=', '26506')
      .execute();
    const form = '<mc-feedback-form kind="opinion"></mc-feedback-form>';
    const scripts = place.scripts({ files: ['motcua.js', 'mc-feedback-form.js'] });
    const without = await place.open(place.put('/khong-altcha', `${head}${form}${scripts}`));
    const refused: string[] = [];
    without.on('response', answer => answer.status() === 428 && refused.push(answer.url()));
    await send(without, 'Không kèm lời giải');
    await without.getByRole('heading', { name: 'Đã nhận được góp ý' }).waitFor();

    const watch: string[] = [];
    assert.equal(refused.length, 1, 'asked for once');
    const page = await place.open(place.put('/altcha', `${head}${form}${file('altcha.js')}${scripts}`), { watch });
    for (const text of ['Có lời giải', 'Và lần nữa']) {
      await send(page, text);
      await page.getByRole('heading', { name: 'Đã nhận được góp ý' }).waitFor();
      await page.getByRole('button', { name: 'Xong' }).click();
    }
    const rows = await db
      .selectFrom('opinion')
      .select('text')
      .where('text', 'like', '%lời giải')
      .orderBy('received_at')
      .execute();
    assert.deepEqual(
      rows.map(({ text }) => text),
      ['Không kèm lời giải', 'Có lời giải'],
    );
    assert.equal((await db.selectFrom('used_proof').select('key').execute()).length, 3);
    assert.deepEqual(watch, []);
    await db.updateTable('agency').set({ settings: '{}' }).where('id', '=', '26506').execute();
    await without.context().close();
    await page.context().close();
  });

  it('of a province brings its words and its colours', async () => {
    const page = await place.open(
      place.put(
        '/tinh',
        `${head}<mc-status-lookup></mc-status-lookup><mc-guide-player></mc-guide-player>${file('province.js')}${place.scripts({ attributes: 'data-theme="province"', files: ['motcua.js', 'mc-status-lookup.js', 'mc-guide-player.js'] })}`,
      ),
    );
    await page.getByRole('heading', { name: 'Hồ sơ của tôi đến đâu rồi?' }).waitFor();
    await page.getByRole('heading', { name: 'Xem hướng dẫn' }).waitFor();
    await page.getByText('Đăng ký khai sinh cho con').waitFor();
    const ground = await page.evaluate(
      () =>
        getComputedStyle(document.querySelector('mc-status-lookup')?.shadowRoot?.querySelector('.primary') as Element)
          .backgroundColor,
    );
    assert.equal(ground, 'rgb(0, 105, 92)');
    assert.deepEqual(await violations(page), []);
    await page.context().close();
  });

  it('of ours counts what is done, and nothing of whom or what', async () => {
    posted = [];
    const to = `http://127.0.0.1:${(posts.address() as AddressInfo).port}/thong-ke`;
    const page = await place.open(
      place.put(
        '/dem',
        `${head}<mc-feedback-form kind="opinion"></mc-feedback-form><mc-guide-player guide="dang-ky-khai-sinh"></mc-guide-player>${file('analytics.js', `data-to="${to}"`)}${place.scripts({ files: ['motcua.js', 'mc-feedback-form.js', 'mc-guide-player.js'] })}`,
      ),
    );
    await page.getByText('Xem video').waitFor();
    await send(page, 'Góp ý kín');
    await page.getByRole('heading', { name: 'Đã nhận được góp ý' }).waitFor();
    await page.goto('about:blank');
    for (let tries = 0; tries < 100 && !posted.length; tries++) await new Promise(resolve => setTimeout(resolve, 50));
    assert.deepEqual(
      posted.map(({ url, body, cookie }) => ({ url, counts: JSON.parse(body) as object, cookie })),
      [
        {
          url: '/thong-ke',
          counts: { 'feedback.create': 1, 'mc-feedback-sent': 1, 'mc-guide-opened': 1 },
          cookie: undefined,
        },
      ],
    );
    await page.context().close();
  });
});
