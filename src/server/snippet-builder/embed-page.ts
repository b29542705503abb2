import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import { agencyChain } from '../agencies/index.ts';
import type { AllowedOrigins } from '../http/allowed-origins.ts';
import type { Db } from '../platform/database.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Upstreams } from '../upstream/index.ts';
import { readBuild } from './build.ts';
import { themes } from './input.ts';
import { placeholderMarkup } from './snippet.ts';

interface EmbedPagesOptions {
  /** Folder with the built widgets. */
  dist: string;
  /** Origins that may embed the pages. */
  origins: AllowedOrigins;
  db: Db;
  upstreams: Upstreams | undefined;
}

declare module 'hono' {
  interface ContextVariableMap {
    /** The answer sets its own security headers (security-headers.ts). */
    ownHeaders: true;
  }
}

/** Attributes that the URL may set, each an identifier; never a code or a secret. */
const attributes = ['kind', 'service', 'place', 'guide', 'procedure'];
const identifier = /^[\w.:-]{1,64}$/;

/**
 * Pages with one widget, for portals that allow no script (SharePoint):
 * `/frame/mc-status-lookup?agency=26506&to=https://…`. Only the origin in `to` may embed the page, and only if it may
 * read the API; it alone receives the height. Without `to` the page stands alone, in no frame: QR codes of the hall
 * screens lead there. The URL cannot choose texts: the phone number is the agency's, and
 * links must lead to `to`.
 */
export function embedPages({ dist, origins, db, upstreams }: EmbedPagesOptions): Hono {
  const app = new Hono();
  app.get('/frame.css', c =>
    c.body('body { margin: 0 }', 200, { 'Content-Type': 'text/css', 'Cache-Control': 'max-age=86400' }),
  );
  app.get('/:tag', async c => {
    const tag = c.req.param('tag');
    const to = c.req.query('to');
    const agency = c.req.query('agency') ?? '';
    const build = await readBuild(dist);
    if (!tag.startsWith('mc-') || !build.files[`${tag}.js`]) throw new ProblemError('no-such-operation');
    if (to !== undefined && !(isOrigin(to) && (await origins.has(to)))) throw new ProblemError('not-allowed');
    const phone = await phoneOf(agency);

    const script = (file: string, more: ReturnType<typeof html> | string = '') =>
      html`<script
        src="/dist/${build.folder}/${file}"
        integrity="${build.files[file]?.integrity}"
        crossorigin="anonymous"
        defer
        ${more}
      ></script>`;
    const settings = { agency, phone, ...readSettings(c, to ?? '') };
    const given = Object.entries(settings)
      .filter(([, value]) => value)
      .map(([name, value]) => html` data-${name}="${value}"`);
    c.set('ownHeaders', true);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Strict-Transport-Security', 'max-age=31536000');
    c.header('Cache-Control', 'public, max-age=300');
    c.header(
      'Content-Security-Policy',
      `default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; media-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ${to ?? "'none'"}; require-trusted-types-for 'script'; trusted-types motcua`,
    );
    return c.html(
      html`<!doctype html>
        <html lang="${settings.lang || 'vi'}">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="robots" content="noindex" />
            <title>Một Cửa</title>
            <link rel="stylesheet" href="/frame/frame.css" />
            ${script('motcua.js', html`data-api="/api" ${given}`)} ${script(`${tag}.js`)}
            ${to === undefined ? '' : script('frame.js', html`data-to="${to}"`)}
          </head>
          <body>
            ${raw(placeholderMarkup(tag, phone, readAttributes(c)))}
          </body>
        </html>`,
    );
  });
  return app;

  /** The phone number of an agency; empty for one that only an upstream system knows. */
  async function phoneOf(agency: string): Promise<string> {
    if (!identifier.test(agency)) throw new ProblemError('agency-not-found');
    const chain = await agencyChain(db, agency).catch((error: unknown) => {
      if (upstreams?.servesAgency(agency)) return [];
      throw error;
    });
    return chain.find(({ phone }) => phone)?.phone ?? '';
  }
}

function readAttributes(c: Context): Record<string, string> {
  const given = attributes.map(name => [name, c.req.query(name) ?? ''] as const);
  return Object.fromEntries(given.filter(([, value]) => identifier.test(value)));
}

/** Look and links from the URL. */
function readSettings(c: Context, to: string): { lang: string; theme: string; links: string } {
  const wordsOf = (name: string) => (c.req.query(name) ?? '').split(/\s+/);
  const isOwn = (link: string) => {
    const [, name, url = ''] = /^([a-z]+)=(.+)$/.exec(link) ?? [];
    return name !== undefined && URL.canParse(url, to) && new URL(url, to).origin === to;
  };
  return {
    lang: c.req.query('lang') === 'en' ? 'en' : '',
    theme: wordsOf('theme')
      .filter(name => themes.includes(name))
      .join(' '),
    links: wordsOf('links').filter(isOwn).join(' '),
  };
}

/** Matches nothing that could end a CSP directive. */
const isOrigin = (text: string): boolean => /^https?:\/\/[\w.-]+(?::\d+)?$/.test(text);
