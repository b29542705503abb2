import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { officerTags, widgetTags } from '../../build/tags.ts';
import type { MappedApi } from '../../src/mapping/index.ts';
import { createApp } from '../../src/server/app.ts';
import type { OidcSettings } from '../../src/server/officer/index.ts';
import type { Database } from '../../src/server/platform/database.ts';
import { listen } from '../../src/server/http/serve.ts';
import { startJobs } from '../../src/server/background/jobs.ts';
import { addOfficer, setPassword } from '../../src/server/platform/officers.ts';
import { findBrowser } from './browser.ts';
import { testDatabase } from './database.ts';

const root = join(import.meta.dirname, '../..');
const dist = join(root, 'dist');

interface Build {
  version: string;
  folder: string;
  files: Record<string, { integrity: string; gzip: number }>;
}

export const build = (): Build => JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as Build;

/** A page of a portal. */
export interface HostPage {
  body: string | Buffer;
  headers?: Record<string, string>;
}

/**
 * Content Security Policy of every page of the portal without scripts and styles of its own: nothing inline, no
 * foreign host, markup only by our Trusted Types policy. A report fails the tests.
 */
const strictest = [
  "default-src 'none'",
  ...['script', 'connect', 'img', 'media'].map(kind => `${kind}-src http://127.0.0.1:*`),
  "style-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types motcua',
].join('; ');

/** A real backend on a real port, a portal on another origin, and a browser. */
export interface Site {
  database: Database;
  api: string;
  portal: string;
  browser: Browser;
  /** User name and password of a lead of the ward. */
  officer: readonly [string, string];
  /** Bodies posted to the backend. */
  bodies: { path: string; body: string }[];
  /** Log lines of the backend. */
  log: Record<string, unknown>[];
  /** Publishes a page on the portal and returns its URL. */
  put(path: string, page: HostPage | string): string;
  /** Script tags for a page, with their integrity. */
  scripts(options?: ScriptOptions): string;
  open(url: string, options?: OpenOptions): Promise<Page>;
  close(): Promise<void>;
}

export interface OpenOptions extends BrowserContextOptions {
  /** User name and password of an officer who signs in first. */
  officer?: readonly [string, string];
  /** Collects errors of the page. */
  watch?: string[];
  /** Sets the device's clock, which then advances only by the test. */
  now?: Date;
}

export interface ScriptOptions {
  api?: string;
  attributes?: string;
  nonce?: string;
  files?: readonly string[];
}

interface SiteOptions {
  /** Upstream systems of the backend. */
  maps?: readonly MappedApi[];
  /** The backend's clock. */
  clock?: () => Date;
  /** The port of the backend; any free one by default. */
  port?: number;
  oidc?: OidcSettings;
  /** Origins that may read the API; any by default. */
  origins?: readonly string[];
}

export async function site(options: SiteOptions = {}): Promise<Site> {
  const { maps = [], clock = () => new Date(), port = 0, oidc, origins = ['*'] } = options;
  const database = await testDatabase({ now: clock() });
  const log: Record<string, unknown>[] = [];
  const jobs = await startJobs(database);
  const app = await createApp(database, { origins, dist, jobs, maps, clock, oidc, log: line => log.push(line) });
  const bodies: Site['bodies'] = [];
  const kept: typeof app.fetch = async (request, ...more) => {
    if (request.method === 'POST') {
      const copy = request.clone();
      bodies.push({ path: new URL(request.url).pathname, body: await copy.text() });
    }
    return app.fetch(request, ...more);
  };
  const backend = await listen(Object.assign(Object.create(app) as typeof app, { fetch: kept }), {
    port,
    host: '127.0.0.1',
  });
  const api = `http://127.0.0.1:${backend.port}`;
  await addOfficer(database.db, { id: 'thu', name: 'Lê Thị Thu', agency: '26506', role: 'lead' });
  const officer = ['thu', 'mật khẩu của Thu'] as const;
  await setPassword(database.db, ...officer);

  const reports: string[] = [];
  const pages = new Map<string, HostPage>();
  const portal = createServer((request: IncomingMessage, response: ServerResponse) => {
    const page = pages.get((request.url ?? '/').split('?')[0] ?? '/');
    if (!page) return void response.writeHead(404).end();
    const own = page.headers ?? /<(?:script(?! src)|style|base)| on\w+=/.test(String(page.body));
    const policy = !own && { 'Content-Security-Policy': strictest };
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...policy, ...page.headers }).end(page.body);
  });
  await new Promise<void>(resolve => portal.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;

  const { executablePath, args, env } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args, env });

  return {
    database,
    api,
    portal: origin,
    browser,
    officer,
    bodies,
    log,
    put(path, page) {
      pages.set(path, typeof page === 'string' ? { body: page } : page);
      return origin + path;
    },
    scripts: options => scripts(api, options),
    async open(url, { watch, now, officer, ...options } = {}) {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-US', ...options });
      await context.exposeBinding('tellReport', (_, report: string) => void reports.push(report));
      await context.addInitScript(() =>
        document.addEventListener(
          'securitypolicyviolation',
          ({ violatedDirective, blockedURI, sample, originalPolicy }) => {
            const { tellReport } = window as unknown as { tellReport(report: string): void };
            if (originalPolicy.includes('trusted-types motcua'))
              tellReport(`${location.pathname}: ${violatedDirective} ${blockedURI} ${sample}`);
          },
        ),
      );
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      page.on('pageerror', error => watch?.push(`error: ${error.message}`));
      page.on('console', message => {
        if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) watch?.push(message.text());
      });
      if (now) await page.clock.install({ time: now });
      if (officer) await signIn(page, api, officer);
      await page.goto(url);
      return page;
    },
    async close() {
      await browser.close();
      portal.closeAllConnections();
      portal.close();
      await backend.stop();
      await jobs.stop();
      await database.close();
      assert.deepEqual(reports, [], 'reports of the strictest policy');
    },
  };
}

function scripts(
  own: string,
  {
    api = own,
    attributes = '',
    nonce,
    files = ['motcua.js', ...widgetTags.map(tag => `${tag}.js`)],
  }: ScriptOptions = {},
): string {
  const { folder, files: built } = build();
  return files
    .map(file => {
      const settings =
        file === 'motcua.js' || file === 'motcua.all.js'
          ? ` data-api="${api}/api" data-agency="26506" data-phone="0254 385 0000" ${attributes}`
          : '';
      return `<script src="${own}/dist/${folder}/${file}" integrity="${built[file]?.integrity}" crossorigin="anonymous" defer${nonce ? ` nonce="${nonce}"` : ''}${settings}></script>`;
    })
    .join('\n');
}

/** Signs an officer in through the form. */
export async function signIn(page: Page, api: string, [id, password]: readonly [string, string]): Promise<void> {
  await page.goto(`${api}/desk/sign-in?other`);
  await page.locator('[name=officer]').fill(id);
  await page.locator('[name=secret]').fill(password);
  await page.locator('[name=secret]').press('Enter');
  await page.waitForURL(url => !url.pathname.endsWith('/sign-in'));
}

const axeSource = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

const everyWidget = [...widgetTags, ...officerTags, 'x-token-sheet'].join(', ');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Violations that axe finds in the widgets of a page.
 * @param only rules to use instead of the standards
 * @param within element to check instead of the widgets
 */
export async function violations(
  page: Page,
  { only, within = everyWidget }: { only?: readonly string[]; within?: string } = {},
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const runOnly = only ? { type: 'rule', values: only } : { type: 'tag', values: standards };
  return page.evaluate(
    async ([within, runOnly]) => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      const found = await axe.run(
        { include: [[within]] },
        {
          runOnly: runOnly as import('axe-core').RunOnly,
          rules: { region: { enabled: false } },
          // Only this is checked; style sheets need not be fetched.
          resultTypes: ['violations'],
          preload: false,
        },
      );
      return found.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 100)).join(' | ')}`,
      );
    },
    [within, runOnly] as const,
  );
}

/** No axe violations, and nothing is wider than the viewport. */
export async function sound(page: Page): Promise<void> {
  assert.deepEqual(await violations(page), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'scrolls sideways');
}

/** The code of a sample dossier by its number. */
export async function codeOf({ database }: Site, number: number): Promise<string> {
  const row = await database.db
    .selectFrom('dossier')
    .select('code')
    .where('code', 'like', `%-${String(number).padStart(4, '0')}`)
    .executeTakeFirstOrThrow();
  return row.code;
}
