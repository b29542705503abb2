import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Browser as Playwright, Page } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { freePort } from '../support/free-port.ts';

/** Drives one browser engine: opens a page and runs scripts in it. */
export interface Driver<Page extends Tab = Tab> {
  /** `Chromium 156` */
  engine: string;
  /** Pages can be frozen, slowed down and printed. */
  controlled?: true;
  /** @param width of the window; that of a small phone by default, in WebKit that of its window */
  open(url: string, width?: number): Promise<Page>;
  close(): Promise<void>;
}

/** Keys by their DOM names, with the code points of WebDriver. */
const keys = { Tab: '\uE004', Enter: '\uE007', Space: ' ', ArrowDown: '\uE015' } as const;
export type Key = keyof typeof keys;

export interface Tab {
  /** Evaluates an expression and awaits its promise. */
  run<T>(source: string): Promise<T>;
  /** Navigates away and back. */
  leaveAndReturn(): Promise<void>;
  close(): Promise<void>;
  /** The page of Playwright, in Chromium. */
  chromium?: Page;
}

/** A page that is used by keyboard. */
export interface TypedTab extends Tab {
  /** Presses keys one after the other. */
  press(...keys: Key[]): Promise<void>;
  /** Types a text. */
  type(text: string): Promise<void>;
  /** WebKitGTK's driver ends the session when it is asked something while a page is being left: wait this long, in ms. */
  leavingMs?: number;
  /** A picture as PNG: of the whole page, in WebKit of what is on screen. */
  picture(): Promise<Buffer>;
}

/** In the browser of a site. */
export function chromium(browser: Playwright, timezoneId?: string): Driver<TypedTab> {
  return {
    engine: `Chromium ${browser.version().split('.')[0]}`,
    controlled: true,
    async open(url, width = 360) {
      const context = await browser.newContext({
        viewport: { width, height: 740 },
        locale: 'en-US',
        ...(timezoneId && { timezoneId }),
      });
      const page = await context.newPage();
      await page.goto(url);
      return {
        press: async (...pressed) => {
          for (const key of pressed) await page.keyboard.press(key);
        },
        type: text => page.keyboard.type(text),
        picture: () => page.screenshot({ fullPage: true, animations: 'disabled' }),
        run: <T>(source: string) => page.evaluate(source) as Promise<T>,
        leaveAndReturn: async () => {
          await page.goto('about:blank');
          await page.goBack();
        },
        close: () => context.close(),
        chromium: page,
      };
    },
    close: async () => {},
  };
}

/** Firefox's password manager keeps forms with two fields for ever: it is off, so that only our leaks are counted. */
const extraPrefsFirefox = {
  'signon.rememberSignons': false,
  'signon.autofillForms': false,
  'signon.usernameOnlyForm.enabled': false,
  'browser.formfill.enable': false,
  'extensions.formautofill.addresses.enabled': false,
  'extensions.formautofill.creditCards.enabled': false,
  'extensions.formautofill.heuristics.enabled': false,
};

/** Debian's Firefox, over WebDriver BiDi. */
export async function firefox(timezoneId?: string): Promise<Driver<TypedTab> | undefined> {
  const executablePath = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync);
  if (!executablePath) return undefined;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox,
    env: inZone(timezoneId),
  });
  return {
    engine: (await browser.version()).replace(
      /^(\w)(\w+)\/(\d+).*/,
      (_, first: string, rest: string, number: string) => `${first.toUpperCase()}${rest} ${number}`,
    ),
    async open(url, width = 360) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport({ width, height: 740 });
      await page.goto(url);
      return {
        press: async (...pressed) => {
          for (const key of pressed) await page.keyboard.press(key === 'Space' ? ' ' : key);
        },
        type: text => page.keyboard.type(text),
        picture: async () => Buffer.from(await page.screenshot({ fullPage: true })),
        run: <T>(source: string) => page.evaluate(source) as Promise<T>,
        leaveAndReturn: async () => {
          await page.goto('about:blank');
          // A page restored from the cache fires no load event.
          await page.evaluate('setTimeout(function () { history.back(); })');
          await ready(async () => assert.equal(await page.evaluate('location.href'), url));
        },
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}

/** WebKitGTK's MiniBrowser, over classic WebDriver. */
export async function webkit(timezoneId?: string): Promise<Driver<TypedTab> | undefined> {
  const binary = ['4.1', '6.0', '4.0']
    .map(version => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`)
    .find(existsSync);
  if (!binary || !existsSync('/usr/bin/WebKitWebDriver')) return undefined;
  const port = await freePort();
  const server = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], {
    stdio: 'ignore',
    detached: true,
    env: inZone(timezoneId),
  });
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      signal: AbortSignal.timeout(path === '/session' ? longestStart : longestAnswer),
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
    if (!answer.ok) throw new Error(value.message || value.error);
    return value;
  };
  await ready(() => ask('GET', '/status'));
  const start = () =>
    ask<{ sessionId: string; capabilities: { browserVersion: string } }>('POST', '/session', {
      capabilities: {
        alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] }, timeouts: { script: 120_000 } },
      },
    });
  // MiniBrowser sometimes fails to start, before anything of ours has run.
  const begin = () => start().catch(start);
  const first = await begin();
  let session: string | undefined = first.sessionId;
  const end = async () => {
    if (session) await ask('DELETE', `/session/${session}`).catch(() => {});
    session = undefined;
  };
  return {
    engine: `WebKitGTK ${first.capabilities.browserVersion}`,
    async open(url, width) {
      // One session per page, so that pages do not affect each other.
      session ??= (await begin()).sessionId;
      const to = (path: string, body: object) => ask<unknown>('POST', `/session/${session}${path}`, body);
      if (width) await to('/window/rect', { x: 0, y: 0, width, height: 740 });
      await to('/url', { url });
      const press = async (values: readonly string[]) => {
        const actions = values.flatMap(value => [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ]);
        await to('/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
      };
      return {
        leavingMs: 1500,
        press: (...pressed) => press(pressed.map(key => keys[key])),
        type: text => press([...text]),
        picture: async () => Buffer.from(await ask<string>('GET', `/session/${session}/screenshot`), 'base64'),
        run: async <T>(source: string) => {
          const script = `var done = arguments[arguments.length - 1], fail = function (e) { done('!' + e); }; try { Promise.resolve(${source}).then(function (value) { done((${String(written)})(value)); }, fail); } catch (e) { fail(e); }`;
          const result = (await to('/execute/async', { script, args: [] })) as string;
          if (result.startsWith('!')) throw new Error(result.slice(1));
          return JSON.parse(result) as T;
        },
        leaveAndReturn: async () => {
          await to('/url', { url: 'about:blank' });
          await to('/back', {});
        },
        close: end,
      };
    },
    close: async () => {
      await end();
      if (server.pid) process.kill(-server.pid);
    },
  };
}

/** In ms: a script may take two minutes, a start a few seconds. */
const longestAnswer = 150_000;
const longestStart = 30_000;

const inZone = (zone?: string) => ({ ...process.env, ...(zone && { TZ: zone }) });

/** Serialized by hand: pages put a `toJSON` on arrays, and names on every object. */
function written(value: unknown): string {
  if (typeof value !== 'object' || !value) return JSON.stringify(value === undefined ? null : value);
  const names = Object.keys(value);
  let text = '';
  for (let i = 0; i < names.length; i++) {
    const own = (value as Record<string, unknown>)[names[i]!];
    text += (i ? ',' : '') + (Array.isArray(value) ? '' : `${JSON.stringify(names[i])}:`) + written(own);
  }
  return Array.isArray(value) ? `[${text}]` : `{${text}}`;
}

async function ready(look: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return void (await look());
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
}
