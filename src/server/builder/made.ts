import { createHash } from 'node:crypto';
import type { Asked } from './asked.ts';
import type { Build } from './build.ts';
import { lacks, policyLines, type Given, type Lack } from './lacks.ts';
import { mended } from './mend.ts';
import { frames, preloads, snippet, wordsOf } from './snippet.ts';
import { readTarget } from './target.ts';

/** What a web officer is given, each piece to be pasted as it is. */
export interface Made {
  /** Whether a page was pasted to be looked at. */
  looked: boolean;
  lacks: Lack[];
  scripts: string;
  elements: string[];
  /** Whether the elements are frames, which need no script. */
  framed: boolean;
  preloads: string;
  /** Lines for a policy; or the page's own policies, whole and mended. */
  policy: string[];
  mended: boolean;
  /** Setting of the backend that lets the page in. */
  origins: string;
}

const noPage = 'https://PORTAL-HOST';

/** @param titles what each widget is called, for frames */
export function make(asked: Asked, build: Build, titles: Readonly<Record<string, string>>, call: string): Made {
  const { tags, api, agency, phone, map, lang, themes, headings, links } = asked;
  const target = readTarget(asked.pasted);
  const given = givenOf(asked, build);
  const found = lacks(target, given);
  const has = (kind: Lack['kind']) => found.some(lack => lack.kind === kind);
  const settings = {
    ...(map ? { map } : { api }),
    agency,
    phone,
    lang: lang === 'vi' ? '' : lang,
    theme: themes.join(' '),
    links: Object.entries(links)
      .map(([name, link]) => `${name}=${link}`)
      .join(' '),
  };
  const { scripts, elements } = snippet({
    base: asked.scripts,
    build,
    tags,
    settings,
    fallback: asked.fallback || call,
    headings,
    div: asked.div || has('strips'),
    ...(has('nonce') && { nonce: 'NONCE' }),
  });
  const framed = has('frame');
  const page = originOf(asked.page) ?? noPage;
  const { agency: whose, phone: number, lang: language, theme, links: pages } = settings;
  const query = new URLSearchParams(
    Object.entries({ agency: whose, phone: number, lang: language, theme, links: pages, to: page }).filter(
      ([, value]) => value,
    ),
  );
  const policies = mended(target, given);
  return {
    looked: asked.pasted !== '',
    lacks: found,
    scripts: framed ? '' : scripts,
    elements: framed ? frames(tags, { backend: given.scripts, titles, query }) : elements,
    framed,
    preloads: framed || map ? '' : preloads(tags, api, agency),
    policy: framed ? [] : policies.length ? policies : policyLines(given),
    mended: policies.length > 0,
    origins: `MOTCUA_ORIGINS=${page}`,
  };
}

function givenOf({ scripts, api, map, tags, lang, themes, headings, page }: Asked, build: Build): Given {
  const files = [
    'motcua.js',
    ...tags.map(tag => `${tag}.js`),
    ...(lang === 'en' ? ['english.js'] : []),
    ...(themes.length ? ['themes.js'] : []),
    ...(map ? ['map.js'] : []),
    ...(tags.includes('mc-appointment-booker') ? ['ticket.js'] : []),
  ];
  const words = wordsOf(headings, lang);
  return {
    page: originOf(page),
    scripts: new URL(scripts).origin,
    api: new URL(api).origin,
    ...(map && { map: originOf(map) ?? "'self'" }),
    hashes: files.flatMap(file => build.files[file]?.integrity ?? []),
    media: tags.includes('mc-guide-player'),
    ...(words && { inline: `sha256-${createHash('sha256').update(words).digest('base64')}` }),
  };
}

const originOf = (address: string): string | undefined => (URL.canParse(address) ? new URL(address).origin : undefined);
