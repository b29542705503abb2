import { Hono, type Context } from 'hono';
import { html, raw } from 'hono/html';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { style as deskStyle } from '../desk/style.ts';
import { linkNames, readAsked, themes, toQuery, wrongIn, type Asked } from './asked.ts';
import { readBuild } from './build.ts';
import { make, type Made } from './made.ts';
import { snippet } from './snippet.ts';
import { en, vi } from './texts.ts';

interface BuilderOptions {
  /** Folder with the built widgets. */
  dist: string;
  /** Address of the backend as the page's visitor reaches it. */
  backend(c: Context): string;
  /** What an empty form says. */
  agency: string;
  phone: string;
  /** A page of a portal round some markup, for the preview. */
  portal(body: string, scripts: string): Promise<string>;
}

type Texts = typeof vi;
type Markup = ReturnType<typeof html> | '';

const preview = '/ghep/xem';

/** Where a web officer puts the lines for a page together, sees them run, and is told what the page lacks. */
export function builderPages(options: BuilderOptions): Hono {
  const app = new Hono();
  const style = deskStyle + ownStyle;
  app.get('/builder.css', c => c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.get('/builder.js', async c =>
    c.body(await readFile(join(import.meta.dirname, 'copy.js'), 'utf8'), 200, { 'Content-Type': 'text/javascript' }),
  );
  for (const [path, texts] of [
    ['/ghep', vi],
    ['/builder', en],
  ] as const) {
    app.get(path, async c => c.html(await answer(c, texts, c.req.queries())));
    app.post(path, async c => c.html(await answer(c, texts, await c.req.parseBody({ all: true }))));
  }
  app.get(preview, async c => {
    const { asked, build } = await read(c, c.req.queries());
    if (Object.keys(wrongIn(asked)).length) return c.notFound();
    const { lang } = asked;
    const { scripts, elements } = snippet({
      // The files of this backend, whatever the address says: nobody else's script runs here.
      base: `${options.backend(c)}/dist`,
      build,
      tags: asked.tags,
      settings: {
        ...(asked.map ? { map: asked.map } : { api: asked.api }),
        agency: asked.agency,
        phone: asked.phone,
        lang,
        theme: asked.themes.join(' '),
      },
      fallback: asked.fallback || (lang === 'en' ? en : vi).call(asked.phone),
      headings: asked.headings,
      div: asked.div,
    });
    return c.html(await options.portal(elements.join('\n'), scripts));
  });
  return app;

  async function read(c: Context, fields: Record<string, unknown>) {
    const build = await readBuild(options.dist);
    const backend = options.backend(c);
    const flat = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        Array.isArray(value) && value.length === 1 ? value[0] : value,
      ]),
    ) as Record<string, string | string[]>;
    const asked = readAsked(flat, {
      tags: Object.keys(vi.widget),
      scripts: `${backend}/dist`,
      api: `${backend}/api`,
      agency: options.agency,
      phone: options.phone,
    });
    return { build, asked };
  }

  async function answer(c: Context, texts: Texts, fields: Record<string, unknown>): Promise<Markup> {
    const { asked, build } = await read(c, fields);
    const wrong = wrongIn(asked);
    const wording = (asked.lang === 'en' ? en : vi).call(asked.phone);
    const broken = Object.keys(wrong).length > 0;
    c.header(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'self'; script-src 'self'; frame-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    c.status(broken ? 422 : 200);
    return page(
      c,
      texts,
      html`${form(c, texts, asked, wrong)}
      ${broken ? '' : result(texts, asked, make(asked, build, texts.widget, wording))}`,
    );
  }
}

const page = (c: Context, texts: Texts, body: Markup): Markup =>
  html`<!doctype html>
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
            <a href="${texts.other.path}" lang="${texts.language === 'vi' ? 'en' : 'vi'}">${texts.other.name}</a>
          </nav>
        </header>
        <main>
          <h1>${texts.title}</h1>
          <p>${texts.lead}</p>
          <div class="sides">${body}</div>
        </main>
      </body>
    </html>`;

function form(c: Context, texts: Texts, asked: Asked, wrong: ReturnType<typeof wrongIn>): Markup {
  const why = (name: string) =>
    wrong[name] ? html`<p class="wrong" id="wrong-${name}">${texts.wrong[wrong[name]]}</p>` : '';
  const field = (name: string, label: string, value: string, { hint = '', optional = false, type = 'text' } = {}) => {
    const described = [hint && `hint-${name}`, wrong[name] && `wrong-${name}`].filter(Boolean).join(' ');
    return html`<label for="${name}">${label} ${optional ? html`<small>${texts.optional}</small>` : ''}</label>
      ${hint ? html`<p class="hint" id="hint-${name}">${hint}</p>` : ''}
      <input
        id="${name}"
        name="${name}"
        type="${type}"
        value="${value}"
        autocomplete="off"
        spellcheck="false"
        ${described ? html`aria-describedby="${described}"` : ''}
        ${wrong[name] ? raw('aria-invalid="true"') : ''}
      />
      ${why(name)}`;
  };
  const tick = (name: string, value: string, label: string, on: boolean) =>
    html`<label class="tick"
      ><input type="checkbox" name="${name}" value="${value}" ${on ? raw('checked') : ''} />${label}</label
    >`;
  const optional = { optional: true };

  return html`<form method="post" action="${texts.language === 'vi' ? '/ghep' : '/builder'}#result">
    ${
      Object.keys(wrong).length
        ? html`<div class="problem" role="alert" id="result" tabindex="-1">
            <strong>${texts.wrongTitle}</strong>
            <ul>
              ${Object.entries(wrong).map(
                ([name, kind]) => html`<li><a href="#${name}">${labelOf(texts, name)}</a>: ${texts.wrong[kind]}</li>`,
              )}
            </ul>
          </div>`
        : ''
    }
    <fieldset id="tag">
      <legend>${texts.widgets}</legend>
      ${why('tag')}
      ${Object.entries(texts.widget).map(([tag, label]) => tick('tag', tag, label, asked.tags.includes(tag)))}
    </fieldset>
    <fieldset>
      <legend>${texts.office}</legend>
      ${field('agency', texts.agency, asked.agency)} ${field('phone', texts.phone, asked.phone)}
      ${field('api', texts.api, asked.api, { hint: texts.apiHint })} ${field('scripts', texts.scripts, asked.scripts)}
      ${field('map', texts.map, asked.map, { hint: texts.mapHint, ...optional })}
    </fieldset>
    <details ${Object.keys(wrong).some(name => name.startsWith('link.')) || isDressed(asked) ? raw('open') : ''}>
      <summary>${texts.look}</summary>
      <fieldset>
        <legend>${texts.themes}</legend>
        ${themes.map(theme => tick('theme', theme, texts.theme[theme] ?? theme, asked.themes.includes(theme)))}
      </fieldset>
      <label for="lang">${texts.lang}</label>
      <select id="lang" name="lang">
        ${Object.entries(texts.langs).map(
          ([lang, name]) =>
            html`<option value="${lang}" ${asked.lang === lang ? raw('selected') : ''}>${name}</option>`,
        )}
      </select>
      ${field('fallback', texts.fallback, asked.fallback, { hint: texts.call(asked.phone), ...optional })}
      ${Object.entries(texts.widget).map(([tag, name]) =>
        field(`heading.${tag}`, texts.heading(name), asked.headings[tag] ?? '', optional),
      )}
      <fieldset>
        <legend>${texts.links}</legend>
        ${linkNames.map(name => field(`link.${name}`, texts.link[name] ?? name, asked.links[name] ?? '', optional))}
      </fieldset>
    </details>
    <fieldset>
      <legend>${texts.target}</legend>
      ${field('page', texts.page, asked.page, optional)}
      <label for="pasted">${texts.pasted} <small>${texts.optional}</small></label>
      <p class="hint" id="hint-pasted">${texts.pastedHint}</p>
      <textarea id="pasted" name="pasted" rows="6" spellcheck="false" aria-describedby="hint-pasted">
${asked.pasted}</textarea>
      ${tick('div', 'on', texts.div, asked.div)}
    </fieldset>
    <button>${texts.make}</button>
  </form>`;
}

const isDressed = ({ themes, fallback, headings, links, lang }: Asked): boolean =>
  Boolean(themes.length || fallback || lang !== 'vi' || Object.keys({ ...headings, ...links }).length);

function labelOf(texts: Texts, name: string): string {
  if (name === 'tag') return texts.widgets;
  const link = /^link\.(\w+)$/.exec(name)?.[1];
  return link
    ? (texts.link[link] ?? link)
    : String(texts[name as 'agency' | 'phone' | 'api' | 'scripts' | 'map' | 'page']);
}

function result(texts: Texts, asked: Asked, made: Made): Markup {
  let blocks = 0;
  const block = (label: string, text: string) => {
    if (!text) return '';
    const id = `lines-${++blocks}`;
    const rows = Math.min(
      12,
      text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / 60), 0),
    );
    return html`<label for="${id}">${label}</label>
      <textarea id="${id}" class="lines" rows="${rows}" readonly spellcheck="false">${text}</textarea>
      <button type="button" class="copy" data-copies="${id}" hidden>${texts.copy}</button>
      <span role="status" data-says="${texts.copied}"></span>`;
  };
  const address = `${preview}?${String(toQuery(asked))}`;
  return html`<div>
    <section id="result" tabindex="-1">
      <h2>${texts.lacks}</h2>
      ${
        made.lacks.length
          ? html`<ul class="lacks">
              ${made.lacks.map(lack => html`<li>${texts.lack(lack)}</li>`)}
            </ul>`
          : html`<p>${made.looked ? texts.nothing : texts.notAsked}</p>`
      }
    </section>
    <section>
      <h2>${texts.result}</h2>
      ${block(texts.scriptsHere, made.scripts)}
      ${made.elements.map((element, i) => {
        const name = texts.widget[asked.tags[i] ?? ''] ?? '';
        return block((made.framed ? texts.frameHere : texts.elementHere)(name), element);
      })}
      ${block(made.mended ? texts.mendedHere : texts.policyHere, made.policy.join(made.mended ? '\n' : ';\n'))}
      ${block(texts.originHere, made.origins)} ${block(texts.preloadHere, made.preloads)}
    </section>
    <section>
      <h2>${texts.preview}</h2>
      <p>${texts.previewHint}</p>
      <iframe src="${address}" title="${texts.previewTitle}"></iframe>
      <p><a href="${address}" target="_blank">${texts.open}</a></p>
    </section>
  </div>`;
}

const ownStyle = `
main { max-width: 90rem; }
fieldset, details { border: 1px solid #d5dce3; border-radius: 6px; margin: 1rem 0; padding: .5rem 1rem 1rem; min-width: 0; }
.problem, .wrong { overflow-wrap: anywhere; }
legend, summary { font-weight: 700; padding: 0 .25rem; }
summary { min-height: 3rem; line-height: 3rem; cursor: pointer; }
small { font-weight: 400; color: #4a5866; }
.hint { margin: 0 0 .25rem; color: #4a5866; overflow-wrap: anywhere; }
.wrong { margin: .25rem 0 0; color: #8c1515; font-weight: 600; }
[aria-invalid] { border: 3px solid #8c1515; }
.tick { display: flex; gap: .75rem; align-items: center; min-height: 3rem; margin: 0; font-weight: 400; }
.tick input { width: 1.5rem; height: 1.5rem; min-height: 0; flex: none; }
.lines { font: .9rem/1.5 ui-monospace, monospace; max-width: none; background: #f6f8fa; overflow-wrap: anywhere; }
.copy { margin-top: .25rem; }
.copy:not([hidden]) { display: inline-block; }
.lacks { padding-left: 1.25rem; }
.lacks li { margin-bottom: .75rem; overflow-wrap: anywhere; }
iframe { width: 100%; height: 46rem; border: 1px solid #6b7885; border-radius: 6px; }
.sides > * { min-width: 0; }
@media (min-width: 64rem) {
  .sides { display: grid; grid-template-columns: minmax(24rem, 2fr) 3fr; gap: 1rem; align-items: start; }
}
`;
