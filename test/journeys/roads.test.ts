import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { blocksOf } from '../support/roads.ts';
import { codeOf, site, type Site } from '../support/site.ts';

const require = createRequire(import.meta.url);
const script = (path: string) => `<script>${readFileSync(path, 'utf8').replaceAll('</script', '<\\/script')}</script>`;
const npm = (name: string, path: string) => script(join(dirname(require.resolve(`${name}/package.json`)), path));
const mootools = '/usr/share/javascript/mootools/mootools.js';
const wordpress = process.env['WORDPRESS'] ?? '/usr/share/wordpress';
const php = ['/usr/bin/php', '/usr/local/bin/php'].find(existsSync);
const page = (head: string, body: string) =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>x</title>${head}</head><body>${body}</body></html>`;

describe('Whoever follows the road to', { timeout: 240_000 }, () => {
  let place: Site;
  let folder: string;
  let opinions = 0;

  before(async () => {
    place = await site();
    folder = mkdtempSync(join(tmpdir(), 'motcua-roads-'));
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await place.close();
  });

  const visit = async (road: string, html: string) => {
    const watch: string[] = [];
    const opened = await place.open(place.put(`/road-${road}`, html), { watch });
    return { opened, watch };
  };
  const lookUp = async (where: Page | ReturnType<Page['frameLocator']>): Promise<Locator> => {
    await where.getByLabel('Mã hồ sơ').fill(await codeOf(place, 42));
    await where.getByLabel('4 số cuối điện thoại').fill('0042');
    await where.getByRole('button', { name: 'Tra cứu', exact: true }).click();
    const found = where.getByRole('heading', { name: 'Nộp thêm 1 giấy tờ' });
    await found.waitFor();
    return found;
  };
  const send = async (where: Page): Promise<void> => {
    const text = `Góp ý trên đường số ${++opinions}`;
    await where.getByLabel('Nội dung góp ý').fill(text);
    await where.getByRole('button', { name: 'Gửi góp ý' }).click();
    await where.getByRole('heading', { name: 'Đã nhận được góp ý' }).waitFor();
    const rows = await place.database.db.selectFrom('opinion').select('id').where('text', '=', text).execute();
    assert.equal(rows.length, 1);
  };
  const runPhp = (args: readonly string[], input = '') =>
    execFileSync(php!, ['-d', 'display_errors=1', ...args], { input, encoding: 'utf8' });

  it('plain HTML has the widget by two lines', async () => {
    const [lines = ''] = blocksOf('html', place);
    const { opened, watch } = await visit('html', page('', lines));
    await lookUp(opened);
    assert.deepEqual(watch, []);
    await opened.context().close();
  });

  it('PHP has widgets by one include, and one script', { skip: !php && 'no PHP here; CI installs it' }, async () => {
    const [include = '', use = ''] = blocksOf('php', place);
    writeFileSync(join(folder, 'motcua.php'), include);
    writeFileSync(join(folder, 'trang.php'), use);
    const html = runPhp([join(folder, 'trang.php')]);
    assert.equal(html.match(/<script/g)?.length, 1);
    const { opened, watch } = await visit('php', page('', html));
    await lookUp(opened);
    await send(opened);
    assert.deepEqual(watch, []);
    await opened.context().close();
  });

  it('ASP.NET WebForms never posts the page, and keeps a draft over a partial postback', async () => {
    const [head = '', widgets = ''] = blocksOf('aspnet', place);
    const form = `<form id="aspnetForm" method="post" action="/posted"><input type="hidden" name="__VIEWSTATE" value="x"><div id="panel">${widgets}</div><button>Tìm</button></form>`;
    const { opened, watch } = await visit('aspnet', page(head, form));
    await opened.getByLabel('Nội dung góp ý').fill('Đang viết dở');
    await opened.evaluate(markup => {
      (document.querySelector('#panel') as HTMLElement).innerHTML = markup;
    }, widgets);
    await opened.waitForFunction(
      () => document.querySelector('mc-feedback-form')?.shadowRoot?.querySelector('textarea')?.value === 'Đang viết dở',
    );
    await opened.getByLabel('Mã hồ sơ').fill(await codeOf(place, 42));
    await opened.getByLabel('4 số cuối điện thoại').fill('0042');
    await opened.keyboard.press('Enter');
    await opened.getByRole('heading', { name: 'Nộp thêm 1 giấy tờ' }).waitFor();
    await send(opened);
    assert.match(opened.url(), /road-aspnet$/);
    assert.equal(await opened.evaluate(() => [...new FormData(document.forms[0]).keys()].join()), '__VIEWSTATE');
    assert.deepEqual(watch, []);
    await opened.context().close();
  });

  it(
    'Joomla has widgets where its editor leaves only a div, beside MooTools',
    { skip: !existsSync(mootools) && 'no MooTools here; CI installs it' },
    async () => {
      const [head = '', article = ''] = blocksOf('joomla', place);
      const { opened, watch } = await visit('joomla', page(script(mootools) + head, article));
      await lookUp(opened);
      await opened.getByRole('heading', { name: 'Đăng ký khai sinh' }).first().waitFor();
      assert.deepEqual(watch, []);
      await opened.context().close();
    },
  );

  it(
    'WordPress has widgets by shortcode and by div, through its own filters',
    { skip: !(php && existsSync(join(wordpress, 'wp-includes/kses.php'))) && 'no WordPress here; CI has its files' },
    async () => {
      const [plugin = '', div = ''] = blocksOf('wordpress', place);
      const shortcode = /\[motcua [^\]]+\]/.exec(readFileSync('docs/roads/wordpress.md', 'utf8'))?.[0] ?? '';
      writeFileSync(join(folder, 'mu-plugin.php'), plugin);
      const post = `Tra cứu\n\n${shortcode}\n\n<mc-guide-player></mc-guide-player>\n\n${div}`;
      const html = runPhp(['test/support/wordpress.php', wordpress, join(folder, 'mu-plugin.php')], post);
      assert.doesNotMatch(html, /mc-guide-player/);
      const { opened, watch } = await visit('wordpress', page('', html));
      await lookUp(opened);
      await send(opened);
      assert.deepEqual(watch, []);
      await opened.context().close();
    },
  );

  it('Liferay has the script by its client extension, beside the AMD loader, and settings round the widget', async () => {
    const [extension = '', fragment = ''] = blocksOf('liferay', place);
    const url = /^ {2}url: (.+)$/m.exec(extension)?.[1];
    const { opened, watch } = await visit(
      'liferay',
      page(
        `${npm('requirejs', 'require.js')}<script>define('liferay', [], function () { return {}; });</script><script src="${url}"></script>`,
        '<div id="content"></div>',
      ),
    );
    // Liferay's navigation replaces the content of the page.
    await opened.evaluate(markup => {
      (document.querySelector('#content') as HTMLElement).innerHTML = markup;
    }, fragment);
    await lookUp(opened);
    assert.equal(place.bodies.at(-1)?.body.includes('"agency":"26506"'), true);
    assert.deepEqual(watch, []);
    await opened.context().close();
  });

  it('SharePoint has a frame for each widget, as high as its page, framed by nobody else', async () => {
    const [frame = '', listener = ''] = blocksOf('sharepoint', place);
    const told = `<script>window.told = []; addEventListener('message', function (event) { told.push([event.origin, event.data.motcua]); });</script>`;
    const { opened, watch } = await visit('sharepoint', page(told, `${frame}${listener}`));
    const inside = opened.frameLocator('iframe');
    const height = () => opened.evaluate(() => (document.querySelector('iframe') as HTMLIFrameElement).offsetHeight);
    await inside.getByLabel('Mã hồ sơ').waitFor();
    await opened.waitForFunction(() => document.querySelector('iframe')?.style.height);
    const empty = await height();
    await lookUp(inside);
    await opened.waitForFunction(before => (document.querySelector('iframe')?.offsetHeight ?? 0) > before, empty);
    const scrolls = await opened
      .frames()
      .at(-1)
      ?.evaluate(() => document.documentElement.scrollHeight > innerHeight + 1);
    assert.equal(scrolls, false);
    const origins = await opened.evaluate(() => (window as unknown as { told: string[][] }).told.map(String));
    assert.deepEqual([...new Set(origins)], [`${place.api},height`]);
    assert.deepEqual(watch, []);

    const refused: string[] = [];
    const other = await place.open(place.put('/road-other', page(told, frame)).replace('127.0.0.1', 'localhost'), {
      watch: refused,
    });
    for (let tries = 0; tries < 200 && !refused.some(line => /frame-ancestors/.test(line)); tries++)
      await other.waitForTimeout(50);
    assert.match(refused.join(), /frame-ancestors/);
    assert.equal(await other.evaluate(() => (window as unknown as { told: unknown[] }).told.length), 0);
    assert.equal(await other.frameLocator('iframe').getByLabel('Mã hồ sơ').count(), 0);
    await opened.context().close();
    await other.context().close();
  });

  it('DotNetNuke has widgets by div in its one form, beside its old jQuery', async () => {
    const [head = '', html = ''] = blocksOf('dotnetnuke', place);
    const { opened, watch } = await visit(
      'dotnetnuke',
      page(
        npm('jquery', 'dist/jquery.min.js') + head,
        `<form method="post" action="/posted">${html}</form><script>jQuery('div').css('text-transform', 'uppercase');</script>`,
      ),
    );
    await lookUp(opened);
    await send(opened);
    assert.match(opened.url(), /road-dotnetnuke$/);
    assert.deepEqual(watch, []);
    await opened.context().close();
  });
});
