import { ways } from '../../contract/index.ts';
import type { Build } from './build.ts';
import { encodeEntities } from './entities.ts';

/** What a page's widgets are given. */
export interface SnippetOptions {
  /** Where the built files are served, `https://…/dist`. */
  base: string;
  build: Build;
  tags: readonly string[];
  /** Attributes of the script tag without `data-`; empty ones are left out. */
  settings: Readonly<Record<string, string | undefined>>;
  /** What is read inside each element without script, and when the desk cannot be reached. */
  fallback: string;
  /** Headings of the page's own, by tag. */
  headings?: Readonly<Record<string, string>>;
  /** Whether a `div` stands in for each element, for editors that take unknown elements away. */
  div?: boolean;
  /** Stands on each script tag: the page's own nonce. */
  nonce?: string;
}

/** The lines that a web officer pastes. */
export interface Snippet {
  /** Once per page: the script tags with their integrity, and the page's own words. */
  scripts: string;
  /** Each where its widget should stand. */
  elements: string[];
}

/** Where each widget keeps its first heading. */
export const headingLocale: Record<string, (heading: string) => object> = {
  'mc-status-lookup': title => ({ title }),
  'mc-appointment-booker': service => ({ titles: { service } }),
  'mc-guide-player': list => ({ list }),
  'mc-feedback-form': choose => ({ choose }),
  'mc-duty-roster': title => ({ title }),
};

/** The files are named one by one, so that they load in parallel; what else is needed, the core finds by itself. */
export function snippet({
  base,
  build,
  tags,
  settings,
  fallback,
  headings = {},
  div = false,
  nonce,
}: SnippetOptions): Snippet {
  const proof = nonce ? ` nonce="${encodeEntities(nonce)}"` : '';
  const script = (file: string, more = '') =>
    `<script src="${encodeEntities(base)}/${build.folder}/${file}" integrity="${build.files[file]?.integrity}" crossorigin="anonymous" defer${proof}${more}></script>`;
  const given = Object.entries(settings)
    .filter(([, value]) => value)
    .map(([name, value = '']) => ` data-${name}="${encodeEntities(value)}"`)
    .join('');
  const element = (tag: string) =>
    div ? placeholderMarkup(tag, fallback) : `<${tag}>\n  <p>${encodeEntities(fallback)}</p>\n</${tag}>`;
  const words = headingsPlugin(headings, settings['lang'] || 'vi');
  return {
    scripts: [
      script('motcua.js', given),
      ...tags.map(tag => script(`${tag}.js`)),
      ...(words ? [`<script${proof}>${words}</script>`] : []),
    ].join('\n'),
    elements: tags.map(element),
  };
}

/** A `div` that the core turns into the element, with those of the attributes that the element takes (core/stand-in.ts). */
export function placeholderMarkup(
  tag: string,
  fallback: string,
  attributes: Readonly<Record<string, string>> = {},
): string {
  const given = Object.entries(attributes).map(([name, value]) => ` data-${name}="${encodeEntities(value)}"`);
  return `<div data-motcua="${tag}"${given.join('')}>\n  <p>${encodeEntities(fallback)}</p>\n</div>`;
}

/** A plugin of one line with the page's own headings; nothing where there are none. */
export function headingsPlugin(headings: Readonly<Record<string, string>>, lang: string): string {
  const own = Object.entries(headings).flatMap(([tag, heading]) =>
    headingLocale[tag] && heading ? [[tag, headingLocale[tag](heading)] as const] : [],
  );
  if (!own.length) return '';
  const plugin = JSON.stringify({ name: 'words', locales: { [lang]: Object.fromEntries(own) } });
  return `(window.motcua = window.motcua || []).push(${plugin.replaceAll('<', '\\u003c')});`;
}

interface FrameOptions {
  /** Origin of the backend, which has a page for each widget. */
  backend: string;
  titles: Readonly<Record<string, string>>;
  settings: Readonly<Record<string, string>>;
  /** Origin of the page that may frame it. */
  to: string;
}

/** A frame for each widget, where a portal lets in no scripts (docs/roads/sharepoint.md). */
export function frames(tags: readonly string[], { backend, titles, settings, to }: FrameOptions): string[] {
  const { api: _, map: __, phone: ___, ...own } = settings;
  const query = new URLSearchParams(Object.entries({ ...own, to }).filter(([, value]) => value));
  return tags.map(
    tag =>
      `<iframe src="${encodeEntities(`${backend}/frame/${tag}?${String(query)}`)}" title="${encodeEntities(titles[tag] ?? tag)}" width="100%" height="620" frameborder="0"></iframe>`,
  );
}

/** Lines for the page's head, with which the widgets ask before their files have come (docs/embed.md, 8). */
export function preloads(tags: readonly string[], api: string, agency: string): string {
  const asked: Record<string, string[]> = {
    'mc-status-lookup': [`capabilities?agency=${agency}`],
    'mc-feedback-form': [`capabilities?agency=${agency}`],
    'mc-appointment-booker': [`capabilities?agency=${agency}`, `services?ways=${ways.join('%2C')}&agency=${agency}`],
    'mc-guide-player': [`guides?agency=${agency}`],
    'mc-duty-roster': [`agencies/${agency}/duties`],
  };
  return [...new Set(tags.flatMap(tag => asked[tag] ?? []))]
    .map(path => `<link rel="preload" as="fetch" crossorigin="anonymous" href="${encodeEntities(`${api}/${path}`)}">`)
    .join('\n');
}
