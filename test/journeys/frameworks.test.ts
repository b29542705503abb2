import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { bundle } from '../frameworks/bundle.ts';
import type { Checked, State, Turned } from '../frameworks/checks.ts';
import { blocksOf } from '../support/roads.ts';
import { codeOf, site, type Site } from '../support/site.ts';

const folder = join(import.meta.dirname, '../frameworks');
const source = (file: string) => readFileSync(join(folder, file), 'utf8');

/** How the pages of each framework are bundled. */
const frameworks: Record<string, { road: (block: string) => Promise<string>; checks: () => Promise<string> }> = {
  react: {
    road: block =>
      bundle(
        `import { createRoot } from 'react-dom/client'; ${block}; createRoot(document.querySelector('#app')).render(<Desk />);`,
        'jsx',
      ),
    checks: () => bundle(source('react.jsx'), 'jsx'),
  },
  vue: { road: block => bundle(block), checks: () => bundle(source('vue.js')) },
  angular: {
    road: block => bundle(block.replace("'app-desk'", "'app-root'"), 'ts'),
    checks: () => bundle(source('angular.js')),
  },
  svelte: {
    road: block =>
      bundle(
        "import { mount } from 'svelte'; import Desk from 'desk.svelte'; mount(Desk, { target: document.querySelector('#app') });",
        'js',
        { 'desk.svelte': block },
      ),
    checks: () => bundle(source('svelte.js')),
  },
};

describe('In a page made with', { timeout: 300_000 }, () => {
  let place: Site;

  before(async () => {
    place = await site();
  });
  after(() => place.close());

  const visit = async (name: string, program: string) => {
    const watch: string[] = [];
    place.put(`/${name}.js`, { body: program, headers: { 'Content-Type': 'text/javascript' } });
    const page = await place.open(
      place.put(
        `/${name}`,
        `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>x</title><link rel="icon" href="data:,">
        <script>window.settings = ${JSON.stringify({ api: `${place.api}/api`, agency: '26506' })};</script>
        <div id="app"></div><app-root></app-root><script src="/${name}.js"></script>`,
      ),
      { watch },
    );
    return { page, watch };
  };

  for (const [name, { road, checks }] of Object.entries(frameworks)) {
    it(`${name}, what the docs show does what they say`, async () => {
      const block = blocksOf(name, place).find(each => each.includes('mc-status-lookup')) ?? '';
      const { page, watch } = await visit(`road-${name}`, await road(block));
      assert.equal(await page.locator('mc-status-lookup > p').textContent(), 'Mời Ông/Bà gọi 0254 385 0000.');
      await page.getByLabel('Mã hồ sơ').fill(await codeOf(place, 42));
      await page.getByLabel('4 số cuối điện thoại').fill('0042');
      await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
      await page.locator('output', { hasText: 'supplement' }).waitFor();
      const draft = await page
        .locator('mc-feedback-form')
        .evaluate(form => (form as HTMLElement & { draft: string }).draft);
      assert.equal(draft, 'off');
      assert.deepEqual(watch, []);
      await page.context().close();
    });

    it(`${name}, the 16 checks hold`, async () => {
      const { page, watch } = await visit(`checks-${name}`, await checks());
      await sixteen(page);
      assert.deepEqual(watch, []);
      await page.context().close();
    });
  }
});

/** The checks of custom-elements-everywhere, with our elements. */
async function sixteen(page: Page): Promise<void> {
  const set = (more: Partial<State>) =>
    page.evaluate(more => (window as unknown as { turned: Turned }).turned.set(more), more);
  const form = page.locator('x-form');
  const input = (name: keyof Checked) =>
    form.evaluate((element, name) => (element as Checked)[name as 'kind'], name) as Promise<unknown>;
  const becomes = async (name: keyof Checked, value: unknown) => {
    for (let tries = 0; tries < 50 && (await input(name)) !== value; tries++) await page.waitForTimeout(20);
    assert.equal(await input(name), value);
  };

  // 1: without children. 2: with children, its own and the page's.
  await page.getByRole('heading', { name: 'Hướng dẫn' }).or(page.locator('mc-guide-player h2')).first().waitFor();
  await form.getByLabel('Nội dung góp ý').fill('Đang viết');
  assert.equal(await page.locator('x-form > #word').textContent(), 'Một');
  // 3: the page's children change, and what is typed stays.
  await set({ word: 'Hai' });
  await page.locator('x-form > #word', { hasText: 'Hai' }).waitFor({ state: 'attached' });
  assert.equal(await form.getByLabel('Nội dung góp ý').inputValue(), 'Đang viết');
  // 4: is taken away and shown again.
  await set({ shown: false });
  await page.locator('#hidden').waitFor();
  assert.equal(await form.count(), 0);
  await set({ shown: true });
  await form.getByLabel('Nội dung góp ý').waitFor();
  // 5 to 7: a number, a string, a boolean.
  await becomes('number', 1);
  await becomes('kind', 'opinion');
  await becomes('yes', true);
  await set({ number: 2, text: 'answer', yes: false });
  await becomes('number', 2);
  await becomes('kind', 'answer');
  await becomes('yes', false);
  // 8: an event that the page listens to by itself; 12 to 16: events in the framework's own way, however they are spelt.
  const events = ['imperative', 'lowercaseevent', 'kebab-event', 'camelEvent', 'CAPSevent', 'PascalEvent'];
  await form.evaluate(
    (element, events) => events.forEach(name => element.dispatchEvent(new Event(name, { bubbles: true }))),
    events,
  );
  assert.deepEqual(await page.evaluate(() => (window as unknown as { turned: Turned }).turned.heard), events);
  // 9 to 11: an array, an object, and one under a name in camel case.
  const rich = await form.evaluate(element => {
    const { array, object, camelCaseObject } = element as Checked;
    return [array, object, camelCaseObject];
  });
  assert.deepEqual(rich, [['a', 'b'], { a: 1 }, { a: 1 }]);
}
