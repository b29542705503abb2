import { createHash } from 'node:crypto';
import type { Build } from './build.ts';
import { fixPolicies } from './csp-fix.ts';
import { diagnose, type Diagnostic, policyLines, type SnippetNeeds, systemOf } from './diagnostics.ts';
import type { SnippetInput } from './input.ts';
import { parsePage } from './parse-page.ts';
import { frames, headingsPlugin, preloads, snippet } from './snippet.ts';

/** The generated blocks, each to be pasted as it is. */
export interface GeneratedSnippet {
  /** Whether a page was pasted. */
  pageGiven: boolean;
  diagnostics: Diagnostic[];
  scripts: string;
  elements: string[];
  /** Whether the elements are iframes, which need no script. */
  framed: boolean;
  /** Whether the elements are `div` placeholders. */
  div: boolean;
  preloads: string;
  /** Sources for any policy, or the page's own policies, fixed. */
  policy: string[];
  policyFixed: boolean;
  /** Origin that the backend must allow; empty with a map. */
  origin: string;
}

const placeholderOrigin = 'https://PORTAL-HOST';

/**
 * Generates the blocks for a page.
 * @param titles names of the widgets, for iframes
 * @param call the fallback text
 */
export function generate(
  input: SnippetInput,
  build: Build,
  titles: Readonly<Record<string, string>>,
  call: string,
): GeneratedSnippet {
  const { tags, api, agency, map } = input;
  const target = parsePage(input.pasted);
  const needs = snippetNeeds(input, build);
  const system = systemOf(target);
  const framed = system?.kind === 'frame';
  const found = diagnose(target, needs);
  const page = originOf(input.page) ?? placeholderOrigin;
  const div = input.div || system?.kind === 'strips';
  const lines = snippet({
    base: input.scripts,
    build,
    tags,
    settings: scriptSettings(input),
    fallback: input.fallback || call,
    headings: input.headings,
    div,
    ...(found.some(({ kind }) => kind === 'nonce') && { nonce: 'NONCE' }),
  });
  const policies = fixPolicies(target, needs);
  return {
    pageGiven: input.pasted !== '',
    diagnostics: found,
    scripts: framed ? '' : lines.scripts,
    elements: framed
      ? frames(tags, { backend: new URL(api).origin, titles, settings: frameSettings(input), to: page })
      : lines.elements,
    framed,
    div,
    preloads: framed || map || needs.page === new URL(api).origin ? '' : preloads(tags, api, agency),
    policy: policies.length ? policies : input.pasted ? [] : policyLines(needs),
    policyFixed: policies.length > 0,
    origin: map ? '' : page,
  };
}

/** The attributes of the script tag, without `data-`. */
export function scriptSettings({ api, map, agency, phone, lang, themes, links }: SnippetInput): Record<string, string> {
  return {
    ...(map ? { map } : { api }),
    agency,
    phone,
    lang: lang === 'vi' ? '' : lang,
    theme: themes.join(' '),
    links: Object.entries(links)
      .map(([name, link]) => `${name}=${link}`)
      .join(' '),
  };
}

/** The iframe's page is elsewhere: links become absolute. */
function frameSettings(input: SnippetInput): Record<string, string> {
  const links = Object.fromEntries(
    Object.entries(input.links).map(([name, link]) => [name, new URL(link, input.page || placeholderOrigin).href]),
  );
  return scriptSettings({ ...input, links });
}

/** Lazy modules by widget: a policy of hashes has to allow them too. */
const lazyFiles: Readonly<Record<string, readonly string[]>> = {
  'mc-status-lookup': ['dossiers.js', 'payment.js', 'scan.js'],
  'mc-appointment-booker': ['agencies.js', 'tickets.js'],
  'mc-duty-roster': ['screen.js'],
};

function snippetNeeds(
  { scripts, api, map, tags, lang, themes, headings, page }: SnippetInput,
  build: Build,
): SnippetNeeds {
  const files = [
    'motcua.js',
    ...tags.map(tag => `${tag}.js`),
    ...(lang === 'en' ? ['english.js'] : []),
    ...(themes.length ? ['themes.js'] : []),
    ...(map ? ['map.js'] : []),
    'proof.js',
    ...tags.flatMap(tag => lazyFiles[tag] ?? []),
  ];
  const headingsScript = headingsPlugin(headings, lang);
  return {
    page: originOf(page),
    scripts,
    api,
    ...(map && { map: originOf(map) ? map : "'self'" }),
    hashes: files.flatMap(file => build.files[file]?.integrity ?? []),
    media: tags.includes('mc-guide-player'),
    ...(headingsScript && { inline: `sha256-${createHash('sha256').update(headingsScript).digest('base64')}` }),
  };
}

const originOf = (address: string): string | undefined => (URL.canParse(address) ? new URL(address).origin : undefined);
