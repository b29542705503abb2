import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { themes } from '../../src/plugins/themes.ts';
import { findBrowser } from '../support/browser.ts';
import { lookProblems } from '../support/look-rules.ts';
import { violations } from '../support/site.ts';
import { errorsOf, openStory, storybook } from '../support/storybook.ts';

const phone = 360;
const desktop = 1280;
const widths = [phone, 768, desktop];
const atOnce = 4;

/**
 * Builds Storybook, opens every story on a phone, a tablet and a desktop, and runs axe on each, on the desktop with the
 * colours of each theme too: no violation, no failing story, nothing wider than the screen. `SCREENSHOTS=folder` saves
 * a picture of each, `STORY=part` opens those with this part in their name only.
 */
export default async function stories(): Promise<string> {
  const { baseURL, ids, pages, close } = await storybook();
  const wanted = ids.filter(id => id.includes(process.env['STORY'] ?? ''));
  const { executablePath, args, env } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args, env });
  const shots = process.env['SCREENSHOTS'];
  if (shots && !existsSync(shots)) mkdirSync(shots, { recursive: true });

  const wrong: string[] = [];
  try {
    // Most of a visit is waiting: several run at once. Never one story twice in a row: selected again, it would keep
    // its state.
    const visits = widths.flatMap(width => wanted.map(id => ({ id, width })));
    await Promise.all(Array.from({ length: atOnce }, visitor));
    for (const id of pages) wrong.push(...(await readPage(id)));

    async function visitor(): Promise<void> {
      const page = await browser.newPage({ baseURL, reducedMotion: 'reduce' });
      const said = errorsOf(page);
      for (let next = visits.shift(); next; next = visits.shift()) {
        const { id, width } = next;
        await page.setViewportSize({ width, height: 800 });
        const failed = await openStory(page, id);
        const found = [...(failed ? [failed] : []), ...(await look(page)), ...said.splice(0)];
        wrong.push(...found.map(problem => `${id} at ${width} px: ${problem}`));
        if (shots) await page.screenshot({ path: join(shots, `${id}-${width}.png`), fullPage: true });
        if (width === desktop) wrong.push(...(await inEachTheme(page)).map(problem => `${id} in ${problem}`));
        else if (
          width === phone &&
          (await page.evaluate(() => document.querySelector('mc-portal')?.getAttribute('data-theme') === 'default'))
        )
          wrong.push(
            ...(await violations(page, { only: ['color-contrast-enhanced'] })).map(problem => `${id}: ${problem}`),
          );
      }
    }

    /** What is wrong with a page between the stories. */
    async function readPage(id: string): Promise<string[]> {
      const page = await browser.newPage({ baseURL });
      const said: string[] = [];
      page.on('pageerror', ({ message }) => said.push(`${id}: ${message}`));
      await page.goto(`/iframe.html?id=${encodeURIComponent(id)}&viewMode=docs`);
      await page.locator('#storybook-docs h1').first().waitFor();
      if (shots) await page.screenshot({ path: join(shots, `${id}.png`), fullPage: true });
      await page.close();
      return said;
    }
  } finally {
    await browser.close();
    close();
  }
  assert.deepEqual(wrong, []);
  return `${wanted.length} stories at ${widths.join(' and ')} px: no accessibility violation in any theme, none broken, none wider than the screen`;
}

/** Violations in the colours of each theme. */
async function inEachTheme(page: Page): Promise<string[]> {
  const problems: string[] = [];
  for (const theme of Object.keys(themes.themes)) {
    await page.evaluate(async name => {
      for (const portal of document.querySelectorAll('mc-portal')) portal.setAttribute('data-theme', name);
      await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, theme);
    problems.push(...(await violations(page, { only: ['color-contrast'] })).map(problem => `${theme}: ${problem}`));
  }
  return problems;
}

async function look(page: Page): Promise<string[]> {
  const problems = [...(await violations(page)), ...(await lookProblems(page))];
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) problems.push('scrolls sideways');
  return problems;
}
