import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { settingNames } from '../../src/core/settings.ts';
import { widgetTags } from '../../build/tags.ts';
import { build, codeOf, site, violations, type Site } from '../support/site.ts';

const root = join(import.meta.dirname, '../..');
const docs = readFileSync(join(root, 'docs/embed.md'), 'utf8');
const section = (title: string) => docs.split(/^## \d+\. /m).find(text => text.startsWith(title)) ?? '';
const block = (title: string) => /```\w*\n([^]*?)```/.exec(section(title))?.[1] ?? '';
const plain = '<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title>';

/** Follows docs/embed.md: the snippet is pasted as it is there. */
describe('The page “Put the widgets on a page”', { timeout: 240_000 }, () => {
  let place: Site;
  before(async () => {
    place = await site();
  });
  after(() => place.close());

  /** The snippet with URL, version and hashes of `npm run build`. */
  const filled = (text: string) =>
    text
      .replaceAll('https://API-HOST', place.api)
      .replaceAll('VERSION', build().folder)
      .replace(/([\w-]+\.js)"(\s+)integrity="sha256-…"/g, (_, file: string, space: string) => {
        return `${file}"${space}integrity="${build().files[file]?.integrity}"`;
      });

  it('gives lines that work as they are, and a phone number without script', async () => {
    const pasted = filled(block('Paste'));
    assert.ok(!/…|API-HOST|VERSION/.test(pasted), pasted);
    const address = place.put('/dan', `${plain}${pasted}`);
    const page = await place.open(address);
    await page.getByLabel('Mã hồ sơ').fill(await codeOf(place, 42));
    await page.getByLabel('4 số cuối điện thoại').fill('0042');
    await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
    await page.getByRole('heading', { name: 'Nộp thêm 1 giấy tờ' }).waitFor();
    await page.context().close();
    const bare = await place.open(address, { javaScriptEnabled: false });
    await bare.getByText('Mời Ông/Bà gọi 0254 385 0000.').waitFor();
    await bare.context().close();
  });

  it('prints the same lines when it is built, for every widget', async () => {
    const printed = readFileSync(join(root, 'dist/snippet.html'), 'utf8')
      .replaceAll('https://API-HOST', place.api)
      .replaceAll('AGENCY', '26506')
      .replaceAll('PHONE', '0254 385 0000')
      .replaceAll('LINKS', 'booking=/dat-lich');
    const page = await place.open(place.put('/in-ra', `${plain}<main><h1>Phường</h1>${printed}</main>`));
    for (const tag of widgetTags) await page.locator(`${tag} h2`).first().waitFor();
    await page.getByText('Đăng ký khai sinh cho con').waitFor();
    await page.getByText('Bản sao trích lục hộ tịch').waitFor();
    assert.deepEqual(await violations(page), []);
    await page.context().close();
  });

  it('loads a widget’s file by itself when only the first script is pasted', async () => {
    const [first] = filled(block('Paste')).split(/(?<=<\/script>)/);
    const tags = widgetTags.map(tag => `<${tag}></${tag}>`).join('');
    const page = await place.open(place.put('/mot-dong', `${plain}${first}${tags}`));
    for (const tag of widgetTags) await page.locator(`${tag} h2`).first().waitFor();
    await page.context().close();
  });

  it('takes from a div what its element takes, and nothing that would run', async () => {
    const script = 'window.ran = true';
    const attack = ['onfocus', 'onclick', 'onanimationstart', 'style', 'id', 'class', 'tabindex', 'autofocus']
      .map(name => `data-${name}="${name.startsWith('on') ? script : '1'}"`)
      .join(' ');
    const page = await place.open(
      place.put('/tan-cong', {
        body: `${plain}<div data-motcua="mc-feedback-form" data-kind="opinion" ${attack}>gọi</div>
          <div data-motcua="mc-portal" data-data-api="https://evil.example/api" data-api="https://evil.example/api">
            <div data-motcua="mc-status-lookup" ${attack}></div></div>
          <div data-motcua="mc-x" ${attack}></div><div data-motcua="MC-X y" ${attack}></div>${place.scripts({ files: ['motcua.js'] })}`,
        headers: { 'X-Own': '1' },
      }),
    );
    await page.locator('mc-status-lookup h2').waitFor();
    await page.getByRole('heading', { name: 'Gửi góp ý' }).first().waitFor();
    const taken = await page.evaluate(() =>
      [...document.querySelectorAll('mc-feedback-form, mc-status-lookup, mc-portal')].map(each =>
        each.getAttributeNames().join(' '),
      ),
    );
    assert.deepEqual(taken, ['kind', '', '']);
    assert.equal(await page.evaluate(() => (window as { ran?: boolean }).ran), undefined);
    assert.equal(await page.locator('mc-x').count(), 0);
    await page.context().close();
  });

  it('names every setting that there is, and each does what it says', async () => {
    const named = [...section('Settings').matchAll(/^\| `data-([a-z]+)`/gm)].map(([, name]) => name);
    assert.deepEqual(named.sort(), [...settingNames].sort());
    const page = await place.open(
      place.put(
        '/cai-dat',
        `${plain}<mc-portal data-lang="en" data-theme="quiet large" data-kiosk="true"><mc-guide-player procedure="2.000815"></mc-guide-player></mc-portal><mc-guide-player guide="dang-ky-khai-sinh"></mc-guide-player>${place.scripts({ files: ['motcua.js'] })}`,
      ),
    );
    await page.getByRole('heading', { name: 'Certifying copies of originals' }).waitFor();
    await page.getByText('The steps').waitFor();
    await page.getByRole('heading', { name: 'Đăng ký khai sinh cho con' }).waitFor();
    const sizes = await page.evaluate(() =>
      [...document.querySelectorAll('mc-guide-player')].map(
        each => getComputedStyle(each.shadowRoot?.querySelector('.page') as Element).fontSize,
      ),
    );
    assert.deepEqual(sizes, ['24px', '18px']);
    await page.context().close();
  });

  it('names every custom property that the look takes', () => {
    const named = new Set([...section('Look').matchAll(/--mc-[\w-]+/g)].map(([name]) => name));
    const meanings = ['going', 'your-move', 'done', 'stopped', 'rest'];
    for (const meaning of meanings)
      for (const kind of ['soft', 'line', 'mark']) named.add(`--mc-color-${meaning}-${kind}`);
    named.add('--mc-color-on-meaning');
    const styles = ['tokens', 'base'].map(name => readFileSync(join(root, `src/core/${name}.styles.ts`), 'utf8'));
    const taken = new Set([...styles.join('').matchAll(/var\((--mc-[\w-]+)/g)].map(([, name]) => name));
    assert.deepEqual([...named].sort(), [...taken].sort());
  });

  it('has the lines that a strict policy needs, and no report under them', async () => {
    const policy = `default-src 'none'; style-src 'none'; require-trusted-types-for 'script'; ${filled(block('Content Security Policy')).replace('NONCE', 'bm9uY2U').replace(/\s*\n/g, ' ')}`;
    const page = await place.open(
      place.put('/chat-che', {
        body: `${plain}<script nonce="bm9uY2U">window.reports = []; document.addEventListener('securitypolicyviolation', event => reports.push(event.violatedDirective + ' ' + event.blockedURI))</script>${widgetTags.map(tag => `<${tag}></${tag}>`).join('')}${place.scripts({ nonce: 'bm9uY2U', files: ['motcua.js'] })}`,
        headers: { 'Content-Security-Policy': policy },
      }),
    );
    await page.getByText('Đăng ký khai sinh cho con').click();
    await page.getByRole('button', { name: /Xem video/ }).click();
    await page.waitForFunction(
      () => (document.querySelector('mc-guide-player')?.shadowRoot?.querySelector('video')?.currentTime ?? 0) > 0.3,
    );
    const reports = await page.evaluate(() => (window as unknown as { reports: string[] }).reports);
    assert.deepEqual(
      reports.filter(report => !report.endsWith('data')),
      [],
    );
    await page.context().close();
  });

  it('leads from one page to another by links that it names', async () => {
    const links = [...section('From one page').matchAll(/`(\/[^`#]+)#motcua:(mc-[\w-]+)\?([^`]+)`/g)];
    assert.equal(links.length, 3);
    const values: Record<string, string> = {
      code: await codeOf(place, 42),
      secret: 'khong-co',
      guide: 'dang-ky-khai-sinh',
    };
    const shown: Record<string, RegExp> = {
      'mc-status-lookup': /H29\.132/,
      'mc-appointment-booker': /Không tìm thấy lịch hẹn/,
      'mc-guide-player': /Xem tiếp từ 0:42/,
    };
    for (const [, path = '', tag = '', query = ''] of links) {
      const address = place.put(path, `${plain}<${tag}></${tag}>${place.scripts({ files: ['motcua.js'] })}`);
      const asked = query.replace(/(\w+)=…/g, (_, name: string) => `${name}=${values[name]}`);
      const page = await place.open(`${address}#motcua:${tag}?${asked}`);
      await page.waitForFunction(
        ([name, words]) => {
          const widget = document.querySelector(name!)?.shadowRoot;
          const typed = [...(widget?.querySelectorAll('input') ?? [])].map(({ value }) => value).join(' ');
          return new RegExp(words!).test(`${widget?.querySelector('.mc')?.textContent} ${typed}`);
        },
        [tag, shown[tag]?.source ?? 'none'],
      );
      assert.equal(page.url(), address);
      await page.context().close();
    }
  });

  it('has lines with which each question is asked once, before the files have come', async () => {
    const links = filled(block('Preload on slow networks')).replaceAll('<!--', '').replaceAll('-->', '');
    const said: string[] = [];
    const asked: { url: string; at: number }[] = [];
    const page = await place.open('about:blank');
    page.on('console', message => said.push(message.text()));
    page.on('request', request => asked.push({ url: request.url(), at: asked.length }));
    await page.goto(
      place.put(
        '/som-hon',
        `${plain}${links}<mc-appointment-booker></mc-appointment-booker><mc-guide-player></mc-guide-player><mc-guide-player guide="dang-ky-khai-sinh"></mc-guide-player><mc-duty-roster></mc-duty-roster>${place.scripts({ files: ['motcua.js', 'mc-appointment-booker.js', 'mc-guide-player.js', 'mc-duty-roster.js'] })}`,
      ),
    );
    await page.getByText('Bản sao trích lục hộ tịch').waitFor();
    await page.getByText('Hai là giấy chứng sinh, do nơi sinh cấp.').waitFor();
    await page.getByText('Tra cứu hồ sơ và đặt lịch trên điện thoại').waitFor();
    await page.getByText('Lịch trực bảy ngày tới').first().waitFor();
    await page.waitForTimeout(4000);
    const questions = asked.filter(({ url }) => url.includes('/api/') && !url.endsWith('.jpg'));
    assert.deepEqual(questions.map(({ url }) => url.replace(/.*\/api/, '')).sort(), [
      '/agencies/26506/duties',
      '/capabilities?agency=26506',
      '/guides/dang-ky-khai-sinh?agency=26506',
      '/guides?agency=26506',
      '/services?ways=time%2Csession%2Chome&agency=26506',
    ]);
    const firstFile = asked.find(({ url }) => url.endsWith('motcua.js'))?.at ?? 0;
    assert.ok(questions.every(({ at }) => at < firstFile + 5));
    assert.deepEqual(said, []);
    await page.context().close();
  });

  it('names every event that there is', () => {
    const named = new Set([...section('Events').matchAll(/`(mc-[\w-]+)`/g)].map(([, name]) => name));
    const sources = ['core', 'widgets'].flatMap(folder =>
      readdirSync(join(root, 'src', folder), { recursive: true, encoding: 'utf8' })
        .filter(file => file.endsWith('.ts'))
        .map(file => readFileSync(join(root, 'src', folder, file), 'utf8')),
    );
    const sent = new Set(sources.flatMap(text => [...text.matchAll(/super\('(mc-[\w-]+)'/g)].map(([, name]) => name)));
    assert.deepEqual([...named].sort(), [...sent].sort());
  });
});
