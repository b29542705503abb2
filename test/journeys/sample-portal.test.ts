import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { listen, type RunningServer } from '../../src/server/http/serve.ts';
import { samplePortal } from '../../src/server/sample/portal.ts';
import { codeOf, site, violations, type Site } from '../support/site.ts';

const dist = join(import.meta.dirname, '../../dist');
const pages = ['/', '/tra-cuu-ho-so', '/dat-lich', '/dat-lich-noi-khac', '/huong-dan', '/gop-y', '/truc'];

describe('The sample portal', { timeout: 240_000 }, () => {
  let place: Site;
  let portal: RunningServer;
  let address: string;

  before(async () => {
    place = await site();
    const app = samplePortal({ dist, apiPort: Number(new URL(place.api).port) });
    portal = await listen(app, { port: 0, host: '127.0.0.1' });
    address = `http://127.0.0.1:${portal.port}`;
  });
  after(async () => {
    await portal.stop();
    await place.close();
  });

  it('speaks English on every page, and its links stay in English', async () => {
    const page = await place.open(`${address}/dat-lich`);
    await page.getByRole('link', { name: 'English' }).click();
    await page.waitForURL('**/en/dat-lich');
    await page.getByRole('button', { name: /Certified copy/ }).waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Appointments' }).count(), 1);
    for (const path of pages) {
      await page.goto(`${address}/en${path}`);
      await page.locator('[class*="call"], [part~="call"]').first().waitFor();
      const said = await page.evaluate(() => {
        const texts: string[] = [];
        const read = (node: Node): void => {
          if (node instanceof SVGElement) return;
          if (node instanceof HTMLElement && (/^(SCRIPT|STYLE|OPTION)$/.test(node.tagName) || node.lang === 'vi'))
            return;
          if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent!.trim());
          for (const child of (node as Element).shadowRoot?.childNodes ?? node.childNodes) read(child);
        };
        read(document.body);
        return texts.filter(Boolean);
      });
      const vietnamese = said.filter(text => / (của|và|xin|được|không|giấy|hồ sơ) /i.test(` ${text} `));
      assert.deepEqual(vietnamese, [], path);
      const own = await page
        .locator('a[href^="/"]')
        .evaluateAll(links => links.map(link => link.getAttribute('href')!));
      assert.deepEqual(
        own.filter(href => !href.startsWith('/en/') && href !== '/builder' && href !== path),
        [],
        path,
      );
      assert.deepEqual(await violations(page), [], path);
    }
    await page.getByRole('link', { name: 'Tiếng Việt' }).click();
    await page.getByRole('heading', { name: 'Ai trực hôm nay' }).first().waitFor();
  });

  it('leads from a dossier in English to an appointment in English', async () => {
    const page = await place.open(`${address}/en/tra-cuu-ho-so`);
    await page.getByLabel('Dossier code').fill(await codeOf(place, 42));
    await page.getByLabel(/^Last 4 digits/).fill('0042');
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByText('Birth registration').first().waitFor();
    await page.getByRole('link', { name: /Book an appointment/ }).click();
    await page.waitForURL('**/en/dat-lich**');
    await page.getByText('Handing in more papers').first().waitFor();
  });
});
