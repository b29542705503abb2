import { ways } from '../../contract/index.ts';
import type { Build } from './build.ts';
import { encodeEntities } from './entities.ts';

/** Options of `snippet`. */
export interface SnippetOptions {
  /** URL of the built files, `https://…/dist`. */
  base: string;
  build: Build;
  tags: readonly string[];
  /** Attributes of the script tag without `data-`; empty ones are left out. */
  settings: Readonly<Record<string, string | undefined>>;
  /** Fallback content of each element. */
  fallback: string;
  /** Custom headings, by tag. */
  headings?: Readonly<Record<string, string>>;
  /** Renders `div` placeholders, for editors that strip unknown elements. */
  div?: boolean;
  /** Nonce of the page's policy, for each script tag. */
  nonce?: string;
}

/** The lines to paste. */
export interface Snippet {
  /** Once per page: script tags with integrity, and custom texts. */
  scripts: string;
  /** Each at the place of its widget. */
  elements: string[];
}

/** Where each widget's texts hold its heading. */
export const headingLocale: Record<string, (heading: string) => object> = {
  'mc-status-lookup': title => ({ title }),
  'mc-appointment-booker': service => ({ titles: { service } }),
  'mc-guide-player': list => ({ list }),
  'mc-feedback-form': choose => ({ choose }),
  'mc-duty-roster': title => ({ title }),
};

/**
 * Renders the lines to paste. Files are named one by one, so that they load in parallel; the core loads others on
 * demand.
 */
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
  const headingsScript = headingsPlugin(headings, settings['lang'] || 'vi');
  return {
    scripts: [
      script('motcua.js', given),
      ...tags.map(tag => script(`${tag}.js`)),
      ...(headingsScript ? [`<script${proof}>${headingsScript}</script>`] : []),
    ].join('\n'),
    elements: tags.map(element),
  };
}

/** A `div` placeholder that the core upgrades (core/upgrade-placeholder.ts). */
export function placeholderMarkup(
  tag: string,
  fallback: string,
  attributes: Readonly<Record<string, string>> = {},
): string {
  const given = Object.entries(attributes).map(([name, value]) => ` data-${name}="${encodeEntities(value)}"`);
  return `<div data-motcua="${tag}"${given.join('')}>\n  <p>${encodeEntities(fallback)}</p>\n</div>`;
}

/** An inline plugin with custom headings; empty without any. */
export function headingsPlugin(headings: Readonly<Record<string, string>>, lang: string): string {
  const own = Object.entries(headings).flatMap(([tag, heading]) =>
    headingLocale[tag] && heading ? [[tag, headingLocale[tag](heading)] as const] : [],
  );
  if (!own.length) return '';
  const plugin = JSON.stringify({ name: 'words', locales: { [lang]: Object.fromEntries(own) } });
  return `(window.motcua = window.motcua || []).push(${plugin.replaceAll('<', '\\u003c')});`;
}

interface FrameOptions {
  /** Origin of the backend. */
  backend: string;
  titles: Readonly<Record<string, string>>;
  settings: Readonly<Record<string, string>>;
  /** Origin of the page that embeds it. */
  to: string;
}

/** An iframe for each widget, for portals that allow no scripts (docs/roads/sharepoint.md). */
export function frames(tags: readonly string[], { backend, titles, settings, to }: FrameOptions): string[] {
  const { api: _, map: __, phone: ___, ...own } = settings;
  const query = new URLSearchParams(Object.entries({ ...own, to }).filter(([, value]) => value));
  return tags.map(
    tag =>
      `<iframe src="${encodeEntities(`${backend}/frame/${tag}?${String(query)}`)}" title="${encodeEntities(titles[tag] ?? tag)}" width="100%" height="620" frameborder="0"></iframe>`,
  );
}

/** Preload links for the first requests of the widgets (docs/embed.md, 8). */
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
