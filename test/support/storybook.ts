import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { Page } from 'playwright-core';

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
  '.woff2': 'font/woff2',
};

/** Storybook's preview API. */
interface Preview {
  __STORYBOOK_PREVIEW__: {
    channel: { emit(event: string, what: object): void };
    currentRender?: { id: string; phase?: string };
  };
}

/** A built Storybook on a port of its own. */
export interface Storybook {
  baseURL: string;
  /** Identifiers of all stories. */
  ids: string[];
  /** Identifiers of the pages between them. */
  pages: string[];
  close(): void;
}

interface StorybookOptions {
  /** The checkout whose stories they are. */
  cwd?: string;
  /** HTML for the head of each story's page. */
  head?: string;
}

const folder = 'storybook-static';

/** Builds Storybook, unless it is built already (`STORYBOOK_BUILT=1`), and serves it. */
export async function storybook({ cwd = '.', head = '' }: StorybookOptions = {}): Promise<Storybook> {
  const root = join(cwd, folder);
  if (!process.env['STORYBOOK_BUILT'])
    execFileSync('node_modules/.bin/storybook', ['build', '-o', folder, '--quiet'], { stdio: 'ignore', cwd });
  const server = createServer(async (request, response) => {
    const path = normalize((request.url ?? '/').split('?')[0] ?? '/');
    const file = await readFile(join(root, path)).catch(() => undefined);
    const body = file && path === '/iframe.html' ? file.toString().replace('<head>', `<head>${head}`) : file;
    const type = { 'Content-Type': types[extname(path)] ?? 'application/octet-stream', 'Accept-Ranges': 'bytes' };
    const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
    if (!body || !from) return void response.writeHead(body ? 200 : 404, type).end(body);
    const range = `bytes ${from}-${body.length - 1}/${body.length}`;
    response.writeHead(206, { ...type, 'Content-Range': range }).end(body.slice(Number(from)));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { entries } = JSON.parse(readFileSync(join(root, 'index.json'), 'utf8')) as {
    entries: Record<string, { id: string; type: string }>;
  };
  const idsOf = (wanted: string) =>
    Object.values(entries)
      .filter(({ type }) => type === wanted)
      .map(({ id }) => id);
  return {
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ids: idsOf('story'),
    pages: idsOf('docs'),
    close: () => void server.close(),
  };
}

/**
 * Collects what a page says is wrong. Storybook ignores a failing `play`: it only logs it.
 * @returns what was said since, to be emptied by the reader
 */
export function errorsOf(page: Page): string[] {
  const said: string[] = [];
  page.on('pageerror', ({ message }) => said.push(message));
  page.on('console', message => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) said.push(message.text());
  });
  return said;
}

/**
 * Selects a story as Storybook's list does, and waits for its end; the page is loaded once. Never select the same story
 * twice in a row: it would keep its state.
 * @returns what went wrong, if anything
 */
export async function openStory(page: Page, id: string): Promise<string | undefined> {
  // Storybook's own axe run is disabled.
  const address = `/iframe.html?id=${id}&viewMode=story&globals=a11y.manual:!true`;
  if (page.url() === 'about:blank') await page.goto(address);
  else {
    // A film that is taken away keeps how far it was watched, which is not for the next story to see.
    await page.evaluate(() => document.querySelectorAll('mc-portal').forEach(portal => portal.remove()));
    await page.waitForTimeout(100);
    await page.evaluate(
      ([storyId, address]) => {
        // Removes the deep link of the previous story.
        history.replaceState(null, '', address);
        (window as unknown as Preview).__STORYBOOK_PREVIEW__.channel.emit('setCurrentStory', {
          storyId,
          viewMode: 'story',
        });
      },
      [id, address] as const,
    );
  }
  const phase = await page
    .waitForFunction(
      id => {
        const render = (window as unknown as Partial<Preview>).__STORYBOOK_PREVIEW__?.currentRender;
        return render?.id === id && ['completed', 'finished', 'errored', 'aborted'].find(end => end === render.phase);
      },
      id,
      { timeout: 30_000 },
    )
    .then(handle => handle.jsonValue())
    .catch(() => 'never came to an end');
  await page.waitForTimeout(150);
  return phase === 'completed' || phase === 'finished' ? undefined : String(phase);
}
