import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { readBuild } from '../builder/build.ts';
import { Refusal } from './problem.ts';

interface FrameOptions {
  /** Folder with the built widgets. */
  dist: string;
  /** Origins of portals that may put a page of ours into a frame; `*` for any. */
  origins: readonly string[];
}

/** What a frame's address may set: settings of the page, attributes of the widget. A code or a secret never stands in an address. */
const settings = ['agency', 'phone', 'lang', 'theme', 'links'];
const attributes = ['kind', 'service', 'place', 'guide', 'procedure'];

/**
 * A page with one widget for portals that allow no script (SharePoint): `/frame/mc-status-lookup?agency=26506&to=https://…`.
 * Only the origin that `to` names may frame it, and only one that may read the API; it alone is told how high the page is.
 */
export function frame({ dist, origins }: FrameOptions): Hono {
  const app = new Hono();
  app.get('/frame.css', c =>
    c.body('body { margin: 0 }', 200, { 'Content-Type': 'text/css', 'Cache-Control': 'max-age=86400' }),
  );
  app.get('/:tag', async c => {
    const tag = c.req.param('tag');
    const to = c.req.query('to') ?? '';
    const build = await readBuild(dist);
    if (!tag.startsWith('mc-') || !build.files[`${tag}.js`]) throw new Refusal('no-such-operation');
    if (!isOrigin(to) || !(origins.includes('*') || origins.includes(to))) throw new Refusal('not-allowed');

    const given = (names: readonly string[], prefix: string) =>
      names.filter(name => c.req.query(name)).map(name => html` ${prefix}${name}="${c.req.query(name)}"`);
    const script = (file: string, more: ReturnType<typeof html> | string = '') =>
      html`<script
        src="/dist/${build.folder}/${file}"
        integrity="${build.files[file]?.integrity}"
        crossorigin="anonymous"
        defer
        ${more}
      ></script>`;
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Strict-Transport-Security', 'max-age=31536000');
    c.header('Cache-Control', 'public, max-age=300');
    c.header(
      'Content-Security-Policy',
      `default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; media-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ${to}; require-trusted-types-for 'script'; trusted-types motcua`,
    );
    const phone = c.req.query('phone');
    return c.html(
      html`<!doctype html>
        <html lang="${c.req.query('lang') ?? 'vi'}">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="robots" content="noindex" />
            <title>Một Cửa</title>
            <link rel="stylesheet" href="/frame/frame.css" />
            ${script('motcua.js', html`data-api="/api" ${given(settings, 'data-')}`)} ${script(`${tag}.js`)}
            ${script('frame.js', html`data-to="${to}"`)}
          </head>
          <body>
            ${raw(`<${tag}`)} ${given(attributes, '')}>${phone ? html`<p>${phone}</p>` : ''}${raw(`</${tag}>`)}
          </body>
        </html>`,
    );
  });
  return app;
}

/** Nothing that could end a directive of the policy in which it stands. */
const isOrigin = (text: string): boolean => /^https?:\/\/[\w.-]+(?::\d+)?$/.test(text);
