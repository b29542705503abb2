import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { faultProxy, type Fault, type FaultProxy } from '../support/faults.ts';
import { codeOf, site, type Site } from '../support/site.ts';

/** The message for a fault that does not pass. */
const words: Partial<Record<Fault, RegExp>> = {
  reset: /Chưa rõ đã gửi được hay chưa/,
  truncated: /Chưa rõ đã gửi được hay chưa/,
  html: /Chưa rõ đã gửi được hay chưa/,
  empty: /Chưa rõ đã gửi được hay chưa/,
  'wrong-shape': /Chưa rõ đã gửi được hay chưa/,
  'bad-gateway': /Chưa rõ đã gửi được hay chưa/,
  busy: /thử lại sau 2 phút/,
  unavailable: /Chưa rõ đã gửi được hay chưa|thử lại sau 60 phút/,
};

const readWords: Partial<Record<Fault, RegExp>> = {
  reset: /Chưa kết nối được với máy chủ/,
  truncated: /Hệ thống đang gặp trục trặc/,
  captive: /Mạng đang chuyển hướng sang trang khác/,
  empty: /Hệ thống đang gặp trục trặc/,
  'wrong-shape': /Hệ thống đang gặp trục trặc/,
  busy: /thử lại sau 2 phút/,
  unavailable: /thử lại sau 60 phút/,
};

describe('When the network or the backend fails', { timeout: 300_000, concurrency: 4 }, () => {
  let place: Site;

  const rows = async (text: string) =>
    (await place.database.db.selectFrom('opinion').select('id').where('text', '=', text).execute()).length;
  const onPage = async (
    path: string,
    work: (page: Page, proxy: FaultProxy, text: string) => Promise<void>,
    tag = 'mc-feedback-form kind="opinion"',
  ) => {
    const proxy = await faultProxy(place.api, tag.includes('feedback') ? '/feedback' : '/dossiers/read');
    const text = `Góp ý khi ${path}`;
    const url = place.put(
      `/${path}`,
      `<!doctype html><meta name="viewport" content="width=device-width"><title>x</title><${tag}></${tag.split(' ')[0]}>${place.scripts({ api: proxy.url })}`,
    );
    const page = await place.open(url);
    try {
      await work(page, proxy, text);
    } finally {
      await page.context().close();
      proxy.close();
    }
  };
  const write = async (page: Page, text: string) => {
    await page.getByLabel('Nội dung góp ý').fill(text);
    await page.getByRole('button', { name: 'Gửi góp ý' }).click();
  };
  const receipt = (page: Page) =>
    page.getByRole('heading', { name: 'Đã nhận được góp ý' }).waitFor({ timeout: 40_000 });

  before(async () => {
    place = await site();
  });
  after(() => place.close());

  for (const fault of ['reset', 'truncated', 'html', 'empty', 'wrong-shape', 'bad-gateway', 'trickle'] as const) {
    it(`an opinion is stored once and confirmed, though its first answer fails (${fault})`, async () => {
      await onPage(`once-${fault}`, async (page, proxy, text) => {
        proxy.spoil(fault, 1);
        await write(page, text);
        await receipt(page);
        assert.equal(await rows(text), 1);
        assert.equal(new Set(proxy.bodies).size, 1);
      });
    });
  }

  for (const [fault, message] of Object.entries(words)) {
    it(`the citizen is told, keeps the text, and sends again to be stored once (${fault})`, async () => {
      await onPage(`always-${fault}`, async (page, proxy, text) => {
        proxy.spoil(fault as Fault);
        await write(page, text);
        await page.locator('[part=failure]').filter({ hasText: message }).waitFor({ timeout: 40_000 });
        assert.equal(await page.getByLabel('Nội dung góp ý').inputValue(), text);
        assert.ok(await page.getByRole('link', { name: 'Gọi 0254 385 0000' }).isVisible());

        proxy.spoil('none');
        await page.getByRole('button', { name: /Gửi lại|Gửi góp ý/ }).click();
        await receipt(page);
        assert.equal(await rows(text), 1);
      });
    });
  }

  it('the citizen goes offline while typing, and nothing is lost', async () => {
    await onPage('offline', async (page, _, text) => {
      await page.getByLabel('Nội dung góp ý').fill(text);
      await page.context().setOffline(true);
      await page.getByRole('button', { name: 'Gửi góp ý' }).click();
      await page.locator('[part=failure]').filter({ hasText: 'Chưa kết nối được với máy chủ' }).waitFor();
      assert.equal(await rows(text), 0);

      await page.context().setOffline(false);
      await page.getByRole('button', { name: 'Gửi góp ý' }).click();
      await receipt(page);
      assert.equal(await rows(text), 1);
    });
  });

  it('the page is reloaded in mid-write, and the receipt comes all the same', async () => {
    await onPage('reload', async (page, proxy, text) => {
      proxy.spoil('silence');
      await write(page, text);
      await page.getByRole('button', { name: 'Đang gửi…' }).waitFor();
      for (let i = 0; i < 100 && !(await rows(text)); i++) await page.waitForTimeout(50);
      proxy.spoil('none');
      await page.reload();
      await receipt(page);
      assert.equal(await rows(text), 1);
      assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    });
  });

  it('impatient clicks and Enter store one opinion', async () => {
    await onPage('impatient', async (page, proxy, text) => {
      proxy.spoil('trickle', 1);
      await write(page, text);
      const button = page.getByRole('button', { name: 'Đang gửi…' });
      for (let i = 0; i < 5; i++) await button.click({ timeout: 1000 }).catch(() => {});
      await receipt(page);
      assert.equal(await rows(text), 1);
      assert.equal(proxy.bodies.length, 1);
    });
  });

  for (const [fault, message] of Object.entries(readWords)) {
    it(`a look-up says what is wrong and keeps what was typed (${fault})`, async () => {
      await onPage(
        `lookup-${fault}`,
        async (page, proxy) => {
          proxy.spoil(fault as Fault);
          const code = await codeOf(place, 42);
          await page.getByLabel('Mã hồ sơ').fill(code);
          await page.getByLabel('4 số cuối điện thoại').fill('0042');
          await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
          await page.locator('[part=failure]').filter({ hasText: message }).waitFor({ timeout: 40_000 });
          assert.equal(await page.getByLabel('Mã hồ sơ').inputValue(), code);

          proxy.spoil('none');
          await page.getByRole('button', { name: 'Thử lại' }).click();
          await page.locator('[part~=status]').getByText(code).waitFor();
        },
        'mc-status-lookup',
      );
    });
  }

  it('a slow network is told apart from a dead one', async () => {
    await onPage(
      'slow',
      async (page, proxy) => {
        proxy.spoil('silence');
        await page.getByLabel('Mã hồ sơ').fill(await codeOf(place, 42));
        await page.getByLabel('4 số cuối điện thoại').fill('0042');
        await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
        await page.getByText('Mạng đang chậm, vẫn đang tải').waitFor();
      },
      'mc-status-lookup',
    );
  });
});
