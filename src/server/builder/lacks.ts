import { policiesOf, tagsOf, type TargetPage } from './target.ts';

/** What a page is going to be given. */
export interface Given {
  /** Origin of the page, where it is known. */
  page?: string;
  /** Origin of the script files. */
  scripts: string;
  /** Origin of the API, of pictures and of films. */
  api: string;
  /** Where a map is read: an origin, or `'self'`. */
  map?: string;
  /** `sha384-…` of each file, by which a policy may let them in too. */
  hashes: readonly string[];
  /** `sha256-…` of a script that stands in the page itself. */
  inline?: string;
  /** Whether pictures and films are shown. */
  media: boolean;
}

/** What keeps the widgets from working on a page, or from working well. */
export type Lack =
  /** A directive of a policy has to name a source more. */
  | { kind: 'policy'; directive: string; source: string }
  /** The nonce of the page's policy belongs on our tags too. */
  | { kind: 'nonce' }
  /** The policy puts the page into a sandbox without scripts. */
  | { kind: 'sandbox' }
  /** The page is https and what it shall ask is not. */
  | { kind: 'mixed'; address: string }
  /** A phone shows the page as small as a desktop's. */
  | { kind: 'viewport' }
  /** Pictures and films of another origin are kept out (`Cross-Origin-Embedder-Policy: require-corp`). */
  | { kind: 'embedder' }
  /** The page has our script already. */
  | { kind: 'twice' }
  /** A content system that takes unknown elements away: a `div data-motcua` stays. */
  | { kind: 'strips'; system: string }
  /** A system that lets in no scripts: a frame for each widget. */
  | { kind: 'frame'; system: string };

/** What a page lacks, the hardest first. */
export function lacks(page: TargetPage, given: Given): Lack[] {
  const found: Lack[] = [];
  for (const policy of policiesOf(page)) found.push(...policyLacks(policy, given));

  const https =
    given.page?.startsWith('https:') ||
    page.headers.some(([name]) => name === 'strict-transport-security') ||
    isHttps(page);
  for (const address of new Set([given.scripts, given.api]))
    if (https && address.startsWith('http:')) found.push({ kind: 'mixed', address });
  if (
    given.media &&
    page.headers.some(([name, value]) => name === 'cross-origin-embedder-policy' && /^require-corp/.test(value))
  )
    found.push({ kind: 'embedder' });

  const metas = tagsOf(page, 'meta');
  const [system] = metas
    .filter(tag => tag['name']?.toLowerCase() === 'generator')
    .flatMap(tag => /WordPress|Joomla|DotNetNuke|SharePoint/i.exec(tag['content'] ?? '') ?? []);
  if (system) found.push({ kind: /sharepoint/i.test(system) ? 'frame' : 'strips', system });
  if (tagsOf(page, 'script').some(tag => /\/motcua(?:\.all)?\.js/.test(tag['src'] ?? '')))
    found.push({ kind: 'twice' });
  const viewport = metas.some(tag => tag['name']?.toLowerCase() === 'viewport');
  if (page.html && !viewport) found.push({ kind: 'viewport' });
  return unique(found);
}

/** What one policy lacks: the page has to keep each of its own. */
export function policyLacks(policy: Record<string, string[]>, given: Given): Lack[] {
  const found: Lack[] = [];
  const of = (...names: string[]) => names.map(name => policy[name]).find(Boolean);
  const need = (directive: string, source: string, sources: string[] | undefined) => {
    if (sources && !allows(sources, source)) found.push({ kind: 'policy', directive, source });
  };
  if (policy['sandbox'] && !policy['sandbox'].includes('allow-scripts')) found.push({ kind: 'sandbox' });

  const scripts = of('script-src-elem', 'script-src', 'default-src');
  const hashes = given.hashes.map(hash => `'${hash}'`);
  if (scripts?.some(source => source.startsWith("'nonce-"))) found.push({ kind: 'nonce' });
  else {
    // Where trust is handed on, no origin counts any more (CSP 3, 6.7.1.1).
    if (scripts?.includes("'strict-dynamic'")) for (const hash of hashes) need('script-src', hash, scripts);
    else if (!hashes.every(hash => scripts?.includes(hash))) need('script-src', given.scripts, scripts);
    if (given.inline) need('script-src', `'${given.inline}'`, scripts);
  }
  for (const source of asked(given)) need('connect-src', source, of('connect-src', 'default-src'));
  if (given.media) {
    need('img-src', given.api, of('img-src', 'default-src'));
    need('media-src', given.api, of('media-src', 'default-src'));
  }
  const types = policy['trusted-types'];
  if (types && !types.includes('motcua') && !types.includes('*'))
    found.push({ kind: 'policy', directive: 'trusted-types', source: 'motcua' });
  return found;
}

/** What a page with a strict policy has to name, directive by directive. */
export function policyLines(given: Given): string[] {
  const { scripts, api, media, inline } = given;
  return [
    `script-src ${[scripts, ...(inline ? [`'${inline}'`] : [])].join(' ')}`,
    `connect-src ${asked(given).join(' ')}`,
    ...(media ? [`img-src ${api}`, `media-src ${api}`] : []),
    'trusted-types motcua',
  ];
}

const asked = ({ api, map }: Given): string[] => [...new Set([api, ...(map ? [map] : [])])];

/** Whether a list lets a source in (CSP 3, 6.7.2): an origin, the quoted hash of a script, or `'self'`. */
function allows(sources: readonly string[], wanted: string): boolean {
  if (sources.includes(wanted)) return true;
  // What stands in the page is let in by `'unsafe-inline'` only where nothing stricter is said.
  if (wanted.startsWith("'sha256-"))
    return sources.includes("'unsafe-inline'") && !sources.some(source => /^'(?:sha\d|strict-dynamic)/.test(source));
  if (wanted.startsWith("'")) return wanted === "'self'" && sources.includes('*');
  const { protocol, hostname, port } = new URL(wanted);
  return sources.some(source => {
    if (source === '*' || source === protocol) return true;
    const [, scheme, wild, host, at] = /^(?:(https?:)\/\/)?(\*\.)?([\w.-]+)(?::(\d+|\*))?(?:\/|$)/.exec(source) ?? [];
    if (!host) return false;
    // Without a scheme, the page's own counts, and https always does.
    if (scheme && scheme !== protocol && !(scheme === 'http:' && protocol === 'https:')) return false;
    const named = wild ? hostname.endsWith(`.${host}`) : hostname === host;
    return named && (at === '*' || (at ?? '') === port);
  });
}

/** A page says so itself by its own address. */
const isHttps = (page: TargetPage): boolean =>
  tagsOf(page, 'link').some(tag => tag['rel'] === 'canonical' && tag['href']?.startsWith('https:')) ||
  tagsOf(page, 'meta').some(tag => tag['property'] === 'og:url' && tag['content']?.startsWith('https:'));

const unique = (found: readonly Lack[]): Lack[] => [
  ...new Map(found.map(lack => [JSON.stringify(lack), lack])).values(),
];
