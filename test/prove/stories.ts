import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { themes } from '../../src/plugins/themes.ts';
import { findBrowser } from '../support/browser.ts';
import { violations } from '../support/site.ts';

const folder = 'storybook-static';
const widths = [360, 1280];
const atOnce = 4;
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.jpg': 'image/jpeg',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.vtt': 'text/vtt',
};

/** Storybook's preview API. */
interface Storybook {
  __STORYBOOK_PREVIEW__: {
    channel: { emit(event: string, what: object): void };
    currentRender?: { id: string; phase?: string };
  };
}

/**
 * Builds Storybook, opens every story on a phone and a desktop, and runs axe on each, on the desktop with the colours
 * of each theme too: no violation, no failing story, nothing wider than the screen. `SCREENSHOTS=folder` saves a
 * picture of each.
 */
export default async function stories(): Promise<string> {
  if (!process.env['STORYBOOK_BUILT'])
    execFileSync('node_modules/.bin/storybook', ['build', '-o', folder, '--quiet'], { stdio: 'ignore' });
  const server = createServer(async (request, response) => {
    const path = normalize((request.url ?? '/').split('?')[0] ?? '/');
    const body = await readFile(join(folder, path)).catch(() => undefined);
    const type = { 'Content-Type': types[extname(path)] ?? 'application/octet-stream', 'Accept-Ranges': 'bytes' };
    const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
    if (!body || !from) return void response.writeHead(body ? 200 : 404, type).end(body);
    const range = `bytes ${from}-${body.length - 1}/${body.length}`;
    response.writeHead(206, { ...type, 'Content-Range': range }).end(body.subarray(Number(from)));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { executablePath, args, env } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args, env });
  const shots = process.env['SCREENSHOTS'];
  if (shots && !existsSync(shots)) mkdirSync(shots, { recursive: true });

  const { entries } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
    entries: Record<string, { id: string; type: string }>;
  };
  const ids = Object.values(entries)
    .filter(({ type }) => type === 'story')
    .map(({ id }) => id);
  const wrong: string[] = [];
  try {
    // Most of a visit is waiting: several run at once. Never one story twice in a row: selected again, it would keep
    // its state.
    const visits = widths.flatMap(width => ids.map(id => ({ id, width })));
    await Promise.all(Array.from({ length: atOnce }, visitor));

    async function visitor(): Promise<void> {
      const page = await browser.newPage({ baseURL, reducedMotion: 'reduce' });
      // Storybook ignores a failing `play`: it only logs it.
      const said: string[] = [];
      page.on('pageerror', ({ message }) => said.push(message));
      page.on('console', message => {
        if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) said.push(message.text());
      });
      for (let next = visits.shift(); next; next = visits.shift()) {
        const { id, width } = next;
        await page.setViewportSize({ width, height: 800 });
        await show(page, id);
        const found = [...(await look(page, id)), ...said.splice(0)];
        wrong.push(...found.map(problem => `${id} at ${width} px: ${problem}`));
        if (shots) await page.screenshot({ path: join(shots, `${id}-${width}.png`), fullPage: true });
        if (width !== widths[0]) wrong.push(...(await inEachTheme(page)).map(problem => `${id} in ${problem}`));
      }
    }
  } finally {
    await browser.close();
    server.close();
  }
  assert.deepEqual(wrong, []);
  return `${ids.length} stories at ${widths.join(' and ')} px: no accessibility violation in any theme, none broken, none wider than the screen`;
}

/** Selects a story as Storybook's list does; the page is loaded once. */
async function show(page: Page, id: string): Promise<void> {
  // Storybook's own axe run is disabled.
  const address = `/iframe.html?id=${id}&viewMode=story&globals=a11y.manual:!true`;
  if (page.url() === 'about:blank') return void (await page.goto(address));
  await page.evaluate(
    ([storyId, address]) => {
      // Removes the deep link of the previous story.
      history.replaceState(null, '', address);
      (window as unknown as Storybook).__STORYBOOK_PREVIEW__.channel.emit('setCurrentStory', {
        storyId,
        viewMode: 'story',
      });
    },
    [id, address] as const,
  );
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

async function look(page: Page, id: string): Promise<string[]> {
  const phase = await page
    .waitForFunction(
      id => {
        const render = (window as unknown as Partial<Storybook>).__STORYBOOK_PREVIEW__?.currentRender;
        return render?.id === id && ['completed', 'finished', 'errored', 'aborted'].find(end => end === render.phase);
      },
      id,
      { timeout: 30_000 },
    )
    .then(handle => handle.jsonValue())
    .catch(() => 'never came to an end');
  await page.waitForTimeout(150);
  const problems = await violations(page);
  if (phase !== 'completed' && phase !== 'finished') problems.push(String(phase));
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) problems.push('scrolls sideways');
  return problems;
}
