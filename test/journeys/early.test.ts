import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { site, type Site } from '../support/site.ts';

/** A widget, and what it asks before anything can be used. */
const widgets: [element: string, asks: string[]][] = [
  ['<mc-status-lookup></mc-status-lookup>', ['/capabilities']],
  ['<mc-feedback-form kind="opinion"></mc-feedback-form>', ['/capabilities']],
  ['<mc-appointment-booker></mc-appointment-booker>', ['/capabilities', '/services']],
  ['<mc-guide-player></mc-guide-player>', ['/guides']],
  ['<mc-guide-player guide="dang-ky-khai-sinh"></mc-guide-player>', ['/guides/dang-ky-khai-sinh']],
  ['<mc-duty-roster></mc-duty-roster>', ['/agencies/26506/duties']],
];

describe('The first answers', () => {
  let place: Site;
  before(async () => void (place = await site()));
  after(() => place.close());

  for (const [element, asks] of widgets)
    it(`of ${element} are asked for once, while its file is still loading`, async () => {
      const [tag = ''] = /mc-[a-z-]+/.exec(element) ?? [];
      const told: string[] = [];
      const page = await place.open('about:blank');
      page.on('request', request => {
        const path = new URL(request.url()).pathname;
        if (path.startsWith('/api/') && !path.endsWith('.jpg')) told.push(path.replace('/api', ''));
      });
      // The widget's file comes after the answers.
      await page.route(`**/${tag}.js`, async route => {
        for (let tries = 0; told.length < asks.length && tries < 200; tries++)
          await new Promise(resolve => setTimeout(resolve, 25));
        told.push('the file');
        await route.continue();
      });
      await page.goto(place.put(`/early-${tag}`, `${element}${place.scripts({ files: ['motcua.js', `${tag}.js`] })}`));
      await page.locator(`${tag} :is(#code, textarea, .row, .sentence, .place)`).first().waitFor();
      assert.deepEqual(told.slice(0, asks.length + 1), [...asks, 'the file']);
      assert.deepEqual(told.slice(asks.length + 1), [], 'nothing is asked twice');
      await page.context().close();
    });

  it('are left to the widgets where a portal element or a plugin may want others', async () => {
    const asked: (string | undefined)[] = [];
    const page = await place.open('about:blank');
    page.on('request', request => {
      if (request.url().includes('/capabilities')) asked.push(request.headers()['x-page']);
    });
    const plugin = `<script>(window.motcua = window.motcua || []).push({
      name: 'page', beforeRequest(request) { request.headers.set('X-Page', 'ours'); return request; } })</script>`;
    // The backend allows no such header; for a routed request the browser is not asked.
    await page.route('**/capabilities*', route => route.continue());
    await page.goto(place.put('/early-plugin', `${plugin}<mc-status-lookup></mc-status-lookup>${place.scripts()}`));
    await page.locator('mc-status-lookup .primary').waitFor();
    assert.deepEqual(asked, ['ours'], 'nothing is asked without the header of the plugin');

    asked.length = 0;
    const portal = '<mc-portal data-agency="26506"><mc-status-lookup></mc-status-lookup></mc-portal>';
    await page.goto(place.put('/early-portal', `${portal}${place.scripts()}`));
    await page.locator('mc-status-lookup .primary').waitFor();
    assert.equal(asked.length, 1);
    await page.context().close();
  });
});
