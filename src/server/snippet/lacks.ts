import { policiesOf, tagsOf, type TargetPage } from './target.ts';

/** What a page is going to be given. */
export interface Given {
  /** Origin of the script files. */
  scripts: string;
  /** Origin of the API, of pictures and of films. */
  api: string;
  /** `sha384-…` of each file, by which a policy may let them in too. */
  hashes: readonly string[];
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
  | { kind: 'strips'; system: string };

/** What a page lacks, the hardest first. */
export function lacks(page: TargetPage, given: Given): Lack[] {
  const found: Lack[] = [];
  for (const policy of policiesOf(page)) found.push(...lacksOf(policy, given));

  const https = page.headers.some(([name]) => name === 'strict-transport-security') || isHttps(page);
  for (const address of new Set([given.scripts, given.api]))
    if (https && address.startsWith('http:')) found.push({ kind: 'mixed', address });
  if (
    given.media &&
    page.headers.some(([name, value]) => name === 'cross-origin-embedder-policy' && /^require-corp/.test(value))
  )
    found.push({ kind: 'embedder' });

  const metas = tagsOf(page, 'meta');
  const system = metas
    .filter(tag => tag['name']?.toLowerCase() === 'generator')
    .map(tag => /WordPress|Joomla|DotNetNuke/i.exec(tag['content'] ?? '')?.[0])
    .find(Boolean);
  if (system) found.push({ kind: 'strips', system });
  if (tagsOf(page, 'script').some(tag => /\/motcua(?:\.all)?\.js/.test(tag['src'] ?? '')))
    found.push({ kind: 'twice' });
  const viewport = metas.some(tag => tag['name']?.toLowerCase() === 'viewport');
  if (page.html && !viewport) found.push({ kind: 'viewport' });
  return unique(found);
}

function lacksOf(policy: Record<string, string[]>, given: Given): Lack[] {
  const found: Lack[] = [];
  const of = (...names: string[]) => names.map(name => policy[name]).find(Boolean);
  const need = (directive: string, source: string, sources: string[] | undefined) => {
    if (sources && !allows(sources, source)) found.push({ kind: 'policy', directive, source });
  };
  if (policy['sandbox'] && !policy['sandbox'].includes('allow-scripts')) found.push({ kind: 'sandbox' });

  const scripts = of('script-src-elem', 'script-src', 'default-src');
  const hashed = scripts && given.hashes.every(hash => scripts.includes(`'${hash}'`));
  const nonce = scripts?.some(source => source.startsWith("'nonce-"));
  if (nonce) found.push({ kind: 'nonce' });
  else if (!hashed) need('script-src', given.scripts, scripts);
  need('connect-src', given.api, of('connect-src', 'default-src'));
  if (given.media) {
    need('img-src', given.api, of('img-src', 'default-src'));
    need('media-src', given.api, of('media-src', 'default-src'));
  }
  const types = policy['trusted-types'];
  if (types && !types.includes('motcua') && !types.includes('*'))
    found.push({ kind: 'policy', directive: 'trusted-types', source: 'motcua' });
  return found;
}

/** Whether a list lets an origin in (CSP 3, 6.7.2). What is said of the page's own origin lets none of ours in. */
function allows(sources: readonly string[], origin: string): boolean {
  const { protocol, hostname, port } = new URL(origin);
  if (sources.includes("'strict-dynamic'")) return false;
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
