import { createHash } from 'node:crypto';
import type { Build } from './build.ts';
import { fixPolicies } from './csp-fix.ts';
import { diagnose, type Diagnostic, policyLines, type SnippetNeeds, systemOf } from './diagnostics.ts';
import type { SnippetInput } from './input.ts';
import { parsePage } from './parse-page.ts';
import { frames, headingsPlugin, preloads, snippet } from './snippet.ts';

/** What a web officer is given, each piece to be pasted as it is. */
export interface GeneratedSnippet {
  /** Whether a page was pasted to be looked at. */
  pageGiven: boolean;
  diagnostics: Diagnostic[];
  scripts: string;
  elements: string[];
  /** Whether the elements are frames, which need no script. */
  framed: boolean;
  /** Whether the elements are divs. */
  div: boolean;
  preloads: string;
  /** Sources for any policy, directive by directive; or the page's own policies, whole and mended. */
  policy: string[];
  policyFixed: boolean;
  /** Origin that the backend has to let in; none with a map, whose system is not ours. */
  origin: string;
}

const placeholderOrigin = 'https://PORTAL-HOST';

/**
 * @param titles what each widget is called, for frames
 * @param call the sentence that is read where a widget cannot run
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

/** A frame's page is elsewhere: it is told whole addresses. */
function frameSettings(input: SnippetInput): Record<string, string> {
  const links = Object.fromEntries(
    Object.entries(input.links).map(([name, link]) => [name, new URL(link, input.page || placeholderOrigin).href]),
  );
  return scriptSettings({ ...input, links });
}

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
    ...(tags.includes('mc-appointment-booker') ? ['agencies.js', 'tickets.js'] : []),
  ];
  const words = headingsPlugin(headings, lang);
  return {
    page: originOf(page),
    scripts,
    api,
    ...(map && { map: originOf(map) ? map : "'self'" }),
    hashes: files.flatMap(file => build.files[file]?.integrity ?? []),
    media: tags.includes('mc-guide-player'),
    ...(words && { inline: `sha256-${createHash('sha256').update(words).digest('base64')}` }),
  };
}

const originOf = (address: string): string | undefined => (URL.canParse(address) ? new URL(address).origin : undefined);
