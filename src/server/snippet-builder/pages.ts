import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import { script, style } from '../ui/style.ts';
import { readBuild } from './build.ts';
import { form } from './form.ts';
import { type GeneratedSnippet, generate, scriptSettings } from './generate.ts';
import { canPreview, type Fields, parseInput, type SnippetInput, toQuery, validateInput } from './input.ts';
import type { Markup } from './markup.ts';
import { result } from './result.ts';
import { snippet } from './snippet.ts';
import { en, type Texts, vi } from './texts.ts';

interface BuilderOptions {
  /** Folder with the built widgets. */
  dist: string;
  /** URL of the backend as the visitor reaches it. */
  backend(c: Context): string;
  /** Defaults of the form. */
  agency: string;
  phone: string;
  /** Renders a portal page around some markup, for the preview. */
  portal(body: string, scripts: string): Promise<string>;
}

const maxBytes = 512 * 1024;
const policy = ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]
  .concat(['style-src', 'script-src', 'frame-src', 'img-src', 'form-action'].map(name => `${name} 'self'`))
  .join('; ');

/**
 * The snippet builder: a web officer enters settings, copies the lines, previews the widgets and sees what the page
 * lacks.
 */
export function builderPages(options: BuilderOptions): Hono {
  const app = new Hono();
  app.get('/builder.css', c => c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.get('/builder.js', c => c.body(script, 200, { 'Content-Type': 'text/javascript' }));
  for (const texts of [vi, en]) {
    app.get(texts.path, c => answer(c, texts, c.req.queries()));
    app.post(texts.path, bodyLimit({ maxSize: maxBytes }), async c =>
      answer(c, texts, await c.req.parseBody({ all: true })),
    );
  }
  app.get('/ghep/xem', async c => {
    const input = read(c, c.req.queries());
    if (Object.keys(validateInput(input)).length || !canPreview(input)) return c.notFound();
    const { scripts, elements } = snippet({
      // Always this backend's files: the preview runs no foreign script.
      base: `${options.backend(c)}/dist`,
      build: await readBuild(options.dist),
      tags: input.tags,
      settings: scriptSettings({ ...input, map: input.map && new URL(input.map, input.page || undefined).href }),
      fallback: input.fallback || citizenTexts(input).call(input.phone),
      headings: input.headings,
      div: input.div,
    });
    return c.html(await options.portal(elements.join('\n'), scripts));
  });
  return app;

  function read(c: Context, fields: Fields): SnippetInput {
    const backend = options.backend(c);
    return parseInput(fields, {
      tags: Object.keys(vi.widget),
      scripts: `${backend}/dist`,
      api: `${backend}/api`,
      agency: options.agency,
      phone: options.phone,
    });
  }

  async function answer(c: Context, texts: Texts, fields: Fields): Promise<Response> {
    const input = read(c, fields);
    const errors = validateInput(input);
    const broken = Object.keys(errors).length > 0;
    const citizen = citizenTexts(input);
    const generated = broken
      ? undefined
      : generate(input, await readBuild(options.dist), citizen.widget, citizen.call(input.phone));
    c.header('Content-Security-Policy', policy);
    const hint = citizen.call(input.phone);
    const action = `${texts.path}#result`;
    const preview = canPreview(input) ? previewOf(input, generated) : undefined;
    const body = html`${form({ texts, asked: input, wrong: errors, hint, action })}
    ${generated ? result(texts, input, { generated, preview, isFramed: true }) : ''}`;
    return c.html(page(texts, input, body), broken ? 422 : 200);
  }
}

/** Address of a page of the sample portal with the widgets. */
const previewOf = (input: SnippetInput, generated: GeneratedSnippet | undefined): string =>
  `/ghep/xem?${String(toQuery({ ...input, div: generated?.div ?? input.div }))}`;

/** The citizens' language, whatever the web officer reads. */
export const citizenTexts = ({ lang }: SnippetInput): Texts => (lang === 'en' ? en : vi);

function page(texts: Texts, input: SnippetInput, body: Markup): Markup {
  const other = texts === vi ? en : vi;
  return html`<!doctype html>
    <html lang="${texts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${texts.title}</title>
        <link rel="stylesheet" href="/builder.css" />
        <script src="/builder.js" defer></script>
      </head>
      <body>
        <header>
          <strong>Một Cửa</strong>
          <nav>
            <a href="/">${texts.back}</a>
            <a href="${other.path}?${String(toQuery(input))}" lang="${other.language}">${other.name}</a>
          </nav>
        </header>
        <main>
          <h1>${texts.title}</h1>
          <p>${texts.lead}</p>
          <div class="builder">${body}</div>
        </main>
      </body>
    </html>`;
}
