import { createHash } from 'node:crypto';
import type { Asked } from './input.ts';
import type { Build } from './build.ts';
import { lacks, policyLines, systemOf, type Given, type Lack } from './diagnostics.ts';
import { mended } from './csp-fix.ts';
import { frames, preloads, snippet, wordsOf } from './snippet.ts';
import { readTarget } from './parse-page.ts';

/** What a web officer is given, each piece to be pasted as it is. */
export interface Made {
  /** Whether a page was pasted to be looked at. */
  looked: boolean;
  lacks: Lack[];
  scripts: string;
  elements: string[];
  /** Whether the elements are frames, which need no script. */
  framed: boolean;
  /** Whether the elements are divs. */
  div: boolean;
  preloads: string;
  /** Sources for any policy, directive by directive; or the page's own policies, whole and mended. */
  policy: string[];
  mended: boolean;
  /** Origin that the backend has to let in; none with a map, whose system is not ours. */
  origin: string;
}

const noPage = 'https://PORTAL-HOST';

/**
 * @param titles what each widget is called, for frames
 * @param call the sentence that is read where a widget cannot run
 */
export function make(asked: Asked, build: Build, titles: Readonly<Record<string, string>>, call: string): Made {
  const { tags, api, agency, map } = asked;
  const target = readTarget(asked.pasted);
  const given = givenOf(asked, build);
  const system = systemOf(target);
  const framed = system?.kind === 'frame';
  const found = lacks(target, given);
  const page = originOf(asked.page) ?? noPage;
  const div = asked.div || system?.kind === 'strips';
  const lines = snippet({
    base: asked.scripts,
    build,
    tags,
    settings: settingsOf(asked),
    fallback: asked.fallback || call,
    headings: asked.headings,
    div,
    ...(found.some(({ kind }) => kind === 'nonce') && { nonce: 'NONCE' }),
  });
  const policies = mended(target, given);
  return {
    looked: asked.pasted !== '',
    lacks: found,
    scripts: framed ? '' : lines.scripts,
    elements: framed
      ? frames(tags, { backend: new URL(api).origin, titles, settings: frameSettings(asked), to: page })
      : lines.elements,
    framed,
    div,
    preloads: framed || map || given.page === new URL(api).origin ? '' : preloads(tags, api, agency),
    policy: policies.length ? policies : asked.pasted ? [] : policyLines(given),
    mended: policies.length > 0,
    origin: map ? '' : page,
  };
}

/** The attributes of the script tag, without `data-`. */
export function settingsOf({ api, map, agency, phone, lang, themes, links }: Asked): Record<string, string> {
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
function frameSettings(asked: Asked): Record<string, string> {
  const links = Object.fromEntries(
    Object.entries(asked.links).map(([name, link]) => [name, new URL(link, asked.page || noPage).href]),
  );
  return settingsOf({ ...asked, links });
}

function givenOf({ scripts, api, map, tags, lang, themes, headings, page }: Asked, build: Build): Given {
  const files = [
    'motcua.js',
    ...tags.map(tag => `${tag}.js`),
    ...(lang === 'en' ? ['english.js'] : []),
    ...(themes.length ? ['themes.js'] : []),
    ...(map ? ['map.js'] : []),
    'proof.js',
    ...(tags.includes('mc-appointment-booker') ? ['agencies.js', 'tickets.js'] : []),
  ];
  const words = wordsOf(headings, lang);
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
