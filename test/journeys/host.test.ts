import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { build, codeOf, site, type HostPage, type Site } from '../support/site.ts';

const both =
  '<mc-status-lookup><p>Gọi 0254 385 0000</p></mc-status-lookup><mc-feedback-form kind="opinion"><p>Gọi 0254 385 0000</p></mc-feedback-form>';
const booker =
  '<mc-appointment-booker service="2.000815" place="26506.1" way="time"><p>Gọi 0254 385 0000</p></mc-appointment-booker>';
const guide = '<mc-guide-player guide="dang-ky-khai-sinh"><p>Gọi 0254 385 0000</p></mc-guide-player>';
const head = '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>x</title>';

describe('On a page that is not ours', { timeout: 240_000 }, () => {
  let place: Site;
  let count = 0;
  let people = 0;

  before(async () => {
    place = await site();
  });
  after(() => place.close());

  /** Does both journeys on a page and returns the browser's error messages. */
  const journeys = async (page: Page): Promise<void> => {
    const text = `Góp ý số ${++count}: “ghế”, <b>đèn</b>`;
    await page.getByLabel('Mã hồ sơ').fill(await codeOf(place, 42));
    await page.getByLabel('4 số cuối điện thoại').fill('0042');
    await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
    await page.getByRole('heading', { name: 'Nộp thêm 1 giấy tờ' }).waitFor();
    await page.getByLabel('Nội dung góp ý').fill(text);
    await page.getByRole('button', { name: 'Gửi góp ý' }).click();
    await page.getByRole('heading', { name: 'Đã nhận được góp ý' }).waitFor();
    const rows = await place.database.db.selectFrom('opinion').select('text').where('text', '=', text).execute();
    assert.equal(rows.length, 1);
  };
  /** Books, and has the ticket with QR code and files. */
  const book = async (page: Page): Promise<void> => {
    const name = `Người thứ ${++people}`;
    await page.locator('.time:not([aria-disabled])').last().click();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByLabel('Họ và tên người đến').fill(name);
    await page.locator('mc-appointment-booker #phone').fill(`0966${String(people).padStart(6, '0')}`);
    await page.locator('mc-appointment-booker .tick').click();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('button', { name: 'Xác nhận đặt lịch' }).click();
    await page.getByRole('img', { name: /Mã QR/ }).waitFor();
    for (const words of ['Thêm vào lịch', 'Lưu ảnh']) {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: words }).click();
      await download;
    }
    const rows = await place.database.db
      .selectFrom('appointment')
      .select('id')
      .where('contact_name', '=', name)
      .execute();
    assert.equal(rows.length, 1);
  };
  /** Watches a video with captions, and ticks off a paper. */
  const watchGuide = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: /Xem video/ }).click();
    await page.waitForFunction(
      () => (document.querySelector('mc-guide-player')?.shadowRoot?.querySelector('video')?.currentTime ?? 0) > 0.5,
    );
    await page.getByText('Phụ đề và tốc độ').click();
    await page.getByLabel('Chỗ của phụ đề').selectOption('top');
    await page.locator('mc-guide-player .tick').first().click();
    await page.getByText('Đã có 1/2 giấy tờ').waitFor();
  };
  const visit = async (name: string, page: HostPage | string) => {
    const watch: string[] = [];
    const opened = await place.open(place.put(`/${name}`, page), { watch });
    return { page: opened, watch };
  };

  const policies: Record<string, (nonce: string) => { policy: string; scripts: string }> = {
    'a nonce': nonce => ({ policy: `'nonce-${nonce}'`, scripts: place.scripts({ nonce }) }),
    'a nonce, with the core alone': nonce => ({
      policy: `'nonce-${nonce}'`,
      scripts: place.scripts({ nonce, files: ['motcua.js'], attributes: 'data-lang="vi"' }),
    }),
    hashes: () => ({
      policy: Object.values(build().files)
        .map(({ integrity }) => `'${integrity}'`)
        .join(' '),
      scripts: place.scripts(),
    }),
    'hashes, with the core alone': () => ({
      policy: Object.values(build().files)
        .map(({ integrity }) => `'${integrity}'`)
        .join(' '),
      scripts: place.scripts({ files: ['motcua.js'] }),
    }),
    'a nonce, all in one': nonce => ({
      policy: `'nonce-${nonce}'`,
      scripts: place.scripts({ nonce, files: ['motcua.all.js'] }),
    }),
  };
  for (const [name, policy] of Object.entries(policies)) {
    it(`the strictest policy gets no report (scripts by ${name})`, async () => {
      const { policy: sources, scripts } = policy('c2VjcmV0');
      const csp = `default-src 'none'; script-src ${sources}; style-src 'none'; connect-src ${place.api}; img-src ${place.api}; media-src ${place.api}; require-trusted-types-for 'script'; trusted-types motcua`;
      const context = await place.browser.newContext({ viewport: { width: 360, height: 740 } });
      await context.addInitScript(() => {
        const reports: string[] = ((window as unknown as { reports: string[] }).reports = []);
        document.addEventListener('securitypolicyviolation', event =>
          reports.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
        );
      });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      await page.goto(
        place.put(`/csp-${count}-${name.length}`, {
          body: `${head}<link rel="icon" href="data:,">${both}${booker}${guide}${scripts}`,
          headers: { 'Content-Security-Policy': csp },
        }),
      );
      await journeys(page);
      await book(page);
      await watchGuide(page);
      await page.getByRole('button', { name: 'In', exact: true }).click();
      await page.waitForTimeout(300);
      const reports = await page.evaluate(() => (window as unknown as { reports: string[] }).reports);
      assert.deepEqual(
        reports.filter(report => !report.startsWith('img-src')),
        [],
      );
      await context.close();
    });
  }

  it('no rule of the page reaches the text', async () => {
    const css = `*{font:italic 9px/0.5 cursive !important;color:red !important;text-transform:uppercase !important;letter-spacing:5px !important}
      html{font-size:62.5%} mc-status-lookup{all:unset} button,input{display:none !important} div{direction:rtl;text-indent:50px;white-space:nowrap;-webkit-text-fill-color:red}`;
    const { page, watch } = await visit(
      'css',
      `${head}<style>${css}</style><div>${both}${booker}</div>${place.scripts()}`,
    );
    await journeys(page);
    await book(page);
    const style = await page.evaluate(() => {
      const host = document.querySelector('mc-status-lookup') as HTMLElement;
      const text = host.shadowRoot?.querySelector('.what') as HTMLElement;
      const {
        fontSize,
        fontStyle,
        textTransform,
        letterSpacing,
        lineHeight,
        color,
        direction,
        whiteSpace,
        textIndent,
        webkitTextFillColor,
      } = getComputedStyle(text.closest('.page') as HTMLElement);
      return {
        fontSize,
        fontStyle,
        textTransform,
        letterSpacing,
        lineHeight,
        color,
        direction,
        whiteSpace,
        textIndent,
        webkitTextFillColor,
        host: getComputedStyle(host).display,
      };
    });
    assert.deepEqual(style, {
      fontSize: '18px',
      fontStyle: 'normal',
      textTransform: 'none',
      letterSpacing: 'normal',
      lineHeight: '27px',
      color: 'rgb(18, 28, 42)',
      direction: 'ltr',
      whiteSpace: 'normal',
      textIndent: '0px',
      webkitTextFillColor: 'rgb(18, 28, 42)',
      host: 'block',
    });
    assert.deepEqual(watch, []);
    await page.context().close();
  });

  it('borrows the page’s type, accent and size when told', async () => {
    const { page } = await visit(
      'borrow',
      `${head}<style>mc-status-lookup{--mc-font:Georgia,serif;--mc-color-accent:rgb(1, 100, 50);--mc-text-size:1.5em}</style>${both}${place.scripts()}`,
    );
    await page.getByRole('button', { name: 'Tra cứu', exact: true }).waitFor();
    const style = await page.evaluate(() => {
      const button = document.querySelector('mc-status-lookup')?.shadowRoot?.querySelector('.primary') as HTMLElement;
      const { fontFamily, fontSize, backgroundColor } = getComputedStyle(button);
      return [fontFamily, fontSize, backgroundColor];
    });
    assert.deepEqual(style, ['Georgia, serif', '24px', 'rgb(1, 100, 50)']);
    await page.context().close();
  });

  it('two copies, and a widget’s file before the core, live together', async () => {
    const early = place.scripts({
      files: [
        'mc-feedback-form.js',
        'motcua.js',
        'motcua.all.js',
        'motcua.js',
        'mc-status-lookup.js',
        'mc-status-lookup.js',
      ],
    });
    const { page, watch } = await visit('copies', `${head}${both}${early}`);
    await journeys(page);
    assert.equal(
      await page.evaluate(() => (window as unknown as { motcua: { versions: string[] } }).motcua.versions.length),
      3,
    );
    assert.deepEqual(watch, []);
    await page.context().close();
  });

  it('the page’s own fallback is read when the script is blocked or was changed on the way', async () => {
    const blocked = await visit('blocked', {
      body: `${head}${both}${place.scripts()}`,
      headers: { 'Content-Security-Policy': "script-src 'none'" },
    });
    assert.equal(await blocked.page.getByText('Gọi 0254 385 0000').count(), 2);
    assert.ok(await blocked.page.getByText('Gọi 0254 385 0000').first().isVisible());
    const changed = await visit(
      'changed',
      `${head}${both}${place.scripts().replaceAll(/sha256-.{8}/g, 'sha256-AAAAAAAA')}`,
    );
    assert.ok(await changed.page.getByText('Gọi 0254 385 0000').first().isVisible());
    await blocked.page.context().close();
    await changed.page.context().close();
  });

  it('a page in a legacy charset shows every mark', async () => {
    const body = Buffer.from(
      `${head.replace('<title>', '<meta charset="windows-1252"><title>')}<mc-status-lookup></mc-status-lookup>${place.scripts()}`,
      'latin1',
    );
    const { page } = await visit('legacy', { body, headers: { 'Content-Type': 'text/html; charset=windows-1252' } });
    await page.getByText('4 số cuối điện thoại đã đăng ký').waitFor();
    assert.equal(await page.evaluate(() => document.characterSet), 'windows-1252');
    await page.context().close();
  });

  it('an element that is moved keeps what is typed and what is shown; one that is made anew has its draft', async () => {
    const { page, watch } = await visit('moved', {
      body: `${head}<div id="a">${both}</div><div id="b"></div>${place.scripts()}`,
      headers: {},
    });
    await page.getByLabel('Nội dung góp ý').fill('Đang viết dở');
    await page.getByLabel('Mã hồ sơ').fill(await codeOf(place, 42));
    await page.getByLabel('4 số cuối điện thoại').fill('0042');
    await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
    await page.evaluate(() =>
      document.querySelector('#b')?.appendChild(document.querySelector('mc-status-lookup') as Node),
    );
    await page.getByRole('heading', { name: 'Nộp thêm 1 giấy tờ' }).waitFor();

    await page.evaluate(() => ((document.querySelector('#a') as HTMLElement).innerHTML += '<hr>'));
    await page.waitForFunction(
      () =>
        (
          document
            .querySelector('mc-feedback-form')
            ?.shadowRoot?.querySelector('textarea') as HTMLTextAreaElement | null
        )?.value === 'Đang viết dở',
    );
    assert.deepEqual(watch, []);
    await page.context().close();
  });

  it('Enter in a widget does not send a page that is one big form', async () => {
    const form = `<form method="post" action="/posted" onkeypress="if (event.keyCode === 13) document.getElementById('go').click()"><input name="q"><button id="go">Tìm</button>${both}</form>`;
    const { page } = await visit('webforms', `${head}${form}${place.scripts()}`);
    await page.getByLabel('Mã hồ sơ').fill(await codeOf(place, 42));
    await page.getByLabel('4 số cuối điện thoại').fill('0042');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Nộp thêm 1 giấy tờ' }).waitFor();
    assert.match(page.url(), /webforms$/);
    await page.context().close();
  });

  it('takes plugins before and after the script, each of the six parts, and cuts off a broken one', async () => {
    const plugins = `<script>
      window.told = []; document.addEventListener('mc-plugin-failed', e => told.push(e.plugin + ' ' + e.part));
      (window.motcua = window.motcua || []).push(
        { name: 'early', beforeRequest: r => { told.push('asked ' + new URL(r.url).pathname); }, afterSubmit: o => { told.push('sent ' + o); throw new Error('x'); },
          locales: { vi: { 'mc-status-lookup': { title: 'Tra cứu hồ sơ phường tôi', factor: { phoneLast4: 'Bốn số cuối' } } } },
          themes: { province: { '--mc-color-accent': 'rgb(9, 9, 9)' } } },
        { name: 'broken', get adapters() { throw new Error('no'); } },
        { name: 'hangs', beforeRequest: () => new Promise(() => {}) });
    </script>`;
    const late = `<script>addEventListener('load', () => motcua.push({ name: 'late',
      adapters: { 'feedback.read': async () => ({ code: 'PA-00000-00000', status: 'answered', agency: { id: 'x', name: 'Hệ thống cũ' }, receivedAt: '2026-11-01T08:00:00+07:00', answerBy: null, answer: { at: '2026-11-02T08:00:00+07:00', by: 'Hệ thống cũ', text: 'Trả lời từ hệ thống cũ' }, now: '2026-11-23T08:00:00+07:00' }) },
      widgets: { 'x-desk': class extends HTMLElement { connectedCallback() {
        this.dispatchEvent(Object.assign(new Event('context-request', { bubbles: true, composed: true }), { context: Symbol.for('motcua.portal/1'), contextTarget: this, callback: portal => { this.textContent = 'bàn ' + portal.settings.agency; } })); } } } }))</script>`;
    const { page } = await visit(
      'plugins',
      `${head}${plugins}${both}<x-desk></x-desk>${place.scripts({ attributes: 'data-theme="province"' })}${late}`,
    );
    await page.getByText('Tra cứu hồ sơ phường tôi').waitFor();
    await page.getByText('bàn 26506').waitFor();
    await page.getByLabel('Bốn số cuối').waitFor();
    await page.getByLabel('Nội dung góp ý').fill('Cùng tiện ích bổ sung');
    await page.getByRole('button', { name: 'Gửi góp ý' }).click();
    await page.getByRole('heading', { name: 'Đã nhận được góp ý' }).waitFor();
    assert.equal(
      await page.evaluate(
        () =>
          getComputedStyle(document.querySelector('mc-status-lookup')?.shadowRoot?.querySelector('.primary') as Element)
            .backgroundColor,
      ),
      'rgb(9, 9, 9)',
    );
    const told = await page.evaluate(() => (window as unknown as { told: string[] }).told);
    for (const line of [
      'asked /api/feedback',
      'sent feedback.create',
      'early afterSubmit',
      'broken registration',
      'hangs beforeRequest',
    ])
      assert.ok(told.includes(line), `${line} in ${told.join(', ')}`);

    await page.evaluate(() => document.querySelector('mc-feedback-form')?.setAttribute('kind', 'answer'));
    await page.getByRole('button', { name: 'Xong' }).click();
    await page.getByLabel('Mã góp ý').fill('PA-00000-00000');
    await page.getByRole('button', { name: 'Xem trả lời', exact: true }).click();
    await page.getByText('Trả lời từ hệ thống cũ').waitFor();
    await page.context().close();
  });

  it('speaks English when told, loading its words by itself', async () => {
    const { page } = await visit('english', `${head}${both}${place.scripts({ attributes: 'data-lang="en"' })}`);
    await page.getByLabel('Dossier code').fill(await codeOf(place, 42));
    await page.getByLabel('Last 4 digits').fill('0042');
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByRole('heading', { name: 'Hand in 1 more paper' }).waitFor();
    await page.context().close();
  });
});
