import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { HttpBindings } from '@hono/node-server';
import { isHttps, isLoopback } from '../../http/address.ts';
import { RateLimit } from '../../http/rate-limit.ts';
import type { AppContext } from '../../http/router.ts';
import { ProblemError } from '../../platform/problem.ts';
import { icon } from '../../ui/icons.ts';
import { formToken, type Html, renderPage } from '../../ui/page.ts';
import { labelOf, type OfficerSection } from '../../ui/section.ts';
import { textsOf } from '../../ui/texts.ts';
import { readBuild } from '../build.ts';
import { form } from '../form.ts';
import { generate, scriptSettings } from '../generate.ts';
import { parseInput, type SnippetInput, toQuery, validateInput } from '../input.ts';
import { result } from '../result.ts';
import { snippet } from '../snippet.ts';
import { en, vi } from '../texts.ts';
import { hoursInWords } from '../../../domain/hours-in-words.ts';
import { checkLive, type Finding } from './live-checks.ts';
import { embedTexts } from './embed-section.texts.ts';

/** Options of the section. */
export interface EmbedOptions {
  /** Folder with the built widgets. */
  dist: string;
  /** Address of this server as browsers see it; that of the request by default. */
  publicUrl: string | undefined;
}

/** Section of the officers' site: the lines to paste into a portal, tried at once. */
export const embedSection = (options: EmbedOptions): OfficerSection => ({
  path: 'embed',
  label: labelOf(embedTexts),
  icon: 'code',
  group: 'admin',
  adminsOnly: true,
  pages: app => embedPages(app, options),
});

/** Each try asks other servers. */
const tries = { max: 30, seconds: 600 };

function embedPages({ db, clock, trustedProxies }: AppContext, { dist, publicUrl }: EmbedOptions): Hono {
  const app = new Hono();
  const limit = new RateLimit(tries);

  app.get('/', async c => c.html(page(c, await formOf(c, await read(c, c.req.queries())))));

  app.post('/', async c => {
    const input = await read(c, await c.req.parseBody({ all: true }));
    const errors = validateInput(input);
    if (Object.keys(errors).length) return c.html(page(c, await formOf(c, input, errors)), 422);
    const build = await readBuild(dist);
    const citizen = input.lang === 'en' ? en : vi;
    const generated = generate(input, build, citizen.widget, await callOf(input));
    const findings = await tryLive(c, input, build);
    const texts = c.get('language') === 'en' ? en : vi;
    return c.html(
      page(
        c,
        html`${await formOf(c, input)}
        ${result(texts, input, { generated, preview: previewOf(c, input), checks: checksOf(c, findings) })}`,
      ),
    );
  });

  app.get('/preview', async c => {
    const input = await read(c, c.req.queries());
    if (Object.keys(validateInput(input)).length) throw new ProblemError('no-such-operation');
    const { scripts, elements } = snippet({
      // Always this server's files and API: the preview runs no foreign script.
      ...{ base: '/dist', build: await readBuild(dist), tags: input.tags, div: input.div },
      settings: { ...scriptSettings({ ...input, map: '' }), api: '/api' },
      fallback: input.fallback || (await callOf(input)),
    });
    return c.html(previewPage(input, scripts, elements));
  });

  return app;

  async function tryLive(c: Context, input: SnippetInput, build: Awaited<ReturnType<typeof readBuild>>) {
    try {
      limit.consume(c.get('officer').id, clock());
    } catch (error) {
      if (error instanceof ProblemError && error.slug === 'too-many-requests') return undefined;
      throw error;
    }
    return checkLive(input, build, ownHosts(c));
  }

  /** Hosts of this server that may be asked, wherever they are. */
  function ownHosts(c: Context): ReadonlySet<string> {
    const hosts = new Set(publicUrl ? [new URL(publicUrl).host] : []);
    const { host, hostname, port } = new URL(c.req.url);
    const { socket } = (c.env as Partial<HttpBindings> | undefined)?.incoming ?? {};
    if (isLoopback(hostname) && socket && Number(port || 80) === socket.localPort) hosts.add(host);
    return hosts;
  }

  /** Where browsers reach this server; behind a proxy it is asked over http. */
  function baseOf(c: Context): string {
    const { host } = new URL(c.req.url);
    return publicUrl ?? `${isHttps(c, trustedProxies) ? 'https' : 'http'}://${host}`;
  }

  async function read(c: Context, fields: Record<string, unknown>): Promise<SnippetInput> {
    const base = baseOf(c);
    const { agency } = c.get('officer');
    return parseInput(fields, {
      tags: Object.keys(vi.widget),
      ...{ scripts: `${base}/dist`, api: `${base}/api`, agency },
      phone: (await deskOf(agency)).phone,
    });
  }

  async function formOf(c: Context, input: SnippetInput, wrong: ReturnType<typeof validateInput> = {}) {
    const texts = c.get('language') === 'en' ? en : vi;
    return form({
      ...{ texts, asked: input, wrong, action: '/desk/embed#result', more: formToken(c) },
      hint: await callOf(input),
    });
  }

  /** What citizens read where the widget does not run: the phone, and when somebody answers it. */
  async function callOf({ agency, phone, lang }: SnippetInput): Promise<string> {
    const words = lang === 'en' ? embedTexts.en : embedTexts.vi;
    return words.call(phone, hoursInWords((await deskOf(agency)).hours, words.shortWeekdays));
  }

  /** Phone and hours of the first desk of an agency; none for one that is not here. */
  async function deskOf(agency: string) {
    const desk = await db
      .selectFrom('place')
      .innerJoin('agency', 'agency.id', 'place.agency')
      .select(['place.hours', 'place.phone', 'agency.phone as agencyPhone'])
      .where('agency.id', '=', agency)
      .where('place.active', '=', true)
      .orderBy('place.desk', 'desc')
      .orderBy('place.position')
      .executeTakeFirst();
    return { phone: desk?.agencyPhone ?? desk?.phone ?? '', hours: desk?.hours ?? [] };
  }

  /** Only of this server's own API. */
  function previewOf(c: Context, input: SnippetInput): string | undefined {
    const isOwn = input.api === `${baseOf(c)}/api` && !input.map;
    return isOwn ? `/desk/embed/preview?${String(toQuery(input))}` : undefined;
  }

  function page(c: Context, body: Html | ''): Html {
    const texts = textsOf(c, embedTexts);
    return renderPage(
      c,
      texts.label,
      html`<p class="hint crumb">${texts.lead}</p>
        <div class="builder">${body}</div>`,
    );
  }

  function checksOf(c: Context, findings: readonly Finding[] | undefined) {
    const texts = textsOf(c, embedTexts);
    const { widget } = c.get('language') === 'en' ? en : vi;
    return html`<h2>${texts.checks}</h2>
      ${
        findings
          ? html`<ul class="lacks">
              ${findings.map(
                each =>
                  html`<li>
                    ${icon(each.kind === 'agency' ? 'ok' : 'alert')} ${texts.finding(each, tag => widget[tag] ?? tag)}
                  </li>`,
              )}
            </ul>`
          : html`<p>${texts.checkedLimit}</p>`
      }`;
  }
}

/** A bare page with the widgets, as they look before the portal's own styles. */
const previewPage = ({ lang }: SnippetInput, scripts: string, elements: readonly string[]) =>
  html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>Một Cửa</title>
      </head>
      <body>
        ${raw(elements.join('\n'))} ${raw(scripts)}
      </body>
    </html>`;
