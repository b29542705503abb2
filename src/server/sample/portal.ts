import { type Context, Hono } from 'hono';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builderPages } from '../snippet-builder/index.ts';
import { sampleAgency } from './index.ts';

interface PortalOptions {
  /** Folder with the built widgets and the printed snippet. */
  dist: string;
  /** Port of the backend on the same host: another origin, as in production. */
  apiPort: number;
}

const phone = '0254 385 0000';

const pages = {
  '/': 'home.html',
  '/tra-cuu-ho-so': 'lookup.html',
  '/dat-lich': 'booking.html',
  '/dat-lich-noi-khac': 'elsewhere.html',
  '/huong-dan': 'guide.html',
  '/gop-y': 'feedback.html',
  '/truc': 'duty.html',
  '/man-hinh': 'screen.html',
};

const folderOf = (name: string) => dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)));

const assets: Record<string, [file: string, type: string]> = {
  '/bootstrap.css': [join(folderOf('bootstrap'), 'dist/css/bootstrap.min.css'), 'text/css'],
  '/bootstrap.js': [join(folderOf('bootstrap'), 'dist/js/bootstrap.min.js'), 'text/javascript'],
  '/jquery.js': [join(folderOf('jquery'), 'dist/jquery.min.js'), 'text/javascript'],
  '/portal.css': [join(import.meta.dirname, 'portal/portal.css'), 'text/css'],
};

/** Languages of the portal, with the start of their addresses. */
const languages = { vi: '', en: '/en' } as const;
type Language = keyof typeof languages;

const links = (prefix: string) =>
  `feedback=${prefix}/gop-y status=${prefix}/tra-cuu-ho-so booking=${prefix}/dat-lich guide=${prefix}/huong-dan submit=https://dichvucong.gov.vn/`;

/**
 * A typical ward portal: Bootstrap 3, jQuery 1, its own reset and fonts, a crowded front page. It contains only the
 * lines that `npm run build` prints.
 */
export function samplePortal({ dist, apiPort }: PortalOptions): Hono {
  const app = new Hono();
  for (const [path, [file, type]] of Object.entries(assets)) {
    app.get(path, async c => c.body(await readFile(file, 'utf8'), 200, { 'Content-Type': `${type}; charset=utf-8` }));
  }
  const backend = (c: Context) => {
    const { protocol, hostname } = new URL(c.req.url);
    return `${protocol}//${hostname}:${apiPort}`;
  };
  app.route(
    '/',
    builderPages({ dist, backend, agency: sampleAgency, phone, portal: (body, scripts) => framed(body, scripts) }),
  );
  for (const lang of Object.keys(languages) as Language[]) {
    for (const [path, page] of Object.entries(pages))
      app.get(languages[lang] + path, async c => c.html(await renderPage(lang, path, page, await snippetIn(lang, c))));
  }
  return app;

  /** The printed lines with the settings of the page. */
  async function snippetIn(lang: Language, c: Context): Promise<string> {
    const snippet = (await readFile(join(dist, 'snippet.html'), 'utf8'))
      .replaceAll('https://API-HOST', backend(c))
      .replaceAll('AGENCY', sampleAgency)
      .replaceAll('PHONE', phone)
      .replaceAll('LINKS', links(languages[lang]));
    if (lang === 'vi') return snippet;
    return snippet.replace(' data-api=', ` data-lang="${lang}" data-api=`).replaceAll('Mời Ông/Bà gọi', 'Please call');
  }
}

async function renderPage(lang: Language, path: string, page: string, snippet: string): Promise<string> {
  const [scripts = '', ...elements] = snippet.split(/^(?=<mc-)/m);
  const body = await readPage(page, lang);
  const pasted = body.replace(
    /<!-- (mc-[\w-]+)(.*) -->/g,
    (_, tag: string, more: string) =>
      elements.find(text => text.startsWith(`<${tag}`))?.replace(`<${tag}`, `<${tag}${more}`) ?? '',
  );
  // Each page loads the core, and the files of its own widgets.
  const own = scripts.replace(/^<script .*?\/(mc-[\w-]+)\.js.*\n/gm, (line, tag: string) =>
    pasted.includes(`<${tag}`) ? line : '',
  );
  // The hall screen shows only the widget.
  return page.startsWith('screen') ? withScripts(pasted, own) : framed(pasted, own, lang, path);
}

/** A page of the portal; its link to the other language leads to the same page. */
async function framed(body: string, scripts: string, lang: Language = 'vi', path = '/'): Promise<string> {
  const frame = (await readPage('frame.html', lang))
    .replace('OTHER', languages[lang === 'vi' ? 'en' : 'vi'] + path)
    .replace('<!-- body -->', () => body);
  return withScripts(frame, scripts);
}

const readPage = (name: string, lang: Language) =>
  readFile(join(import.meta.dirname, 'portal', lang === 'vi' ? '' : lang, name), 'utf8');
const withScripts = (page: string, scripts: string) => page.replace('<!-- scripts -->', () => scripts);
