import { sourceListAllows } from './csp-match.ts';
import { type ParsedPage, policiesOf, type Policy, tagsOf } from './parse-page.ts';

/** What the snippet needs from a page's policy. */
export interface SnippetNeeds {
  /** Origin of the page, where known. */
  page?: string;
  /** URL of the folder with the scripts. */
  scripts: string;
  /** URL of the API; pictures and videos come from its origin. */
  api: string;
  /** Where the map is fetched: a URL, or `'self'`. */
  map?: string;
  /** `sha256-…` of each file. */
  hashes: readonly string[];
  /** `sha256-…` of the inline script. */
  inline?: string;
  /** Whether pictures and videos are shown. */
  media: boolean;
}

/** A problem of a page that keeps widgets from working, or from working well. */
export type Diagnostic =
  /**
   * A directive lacks a source; `copied` when the policy lacks the directive, which then starts with the sources of
   * `default-src`.
   */
  | { kind: 'policy'; directive: string; source: string; copied?: true }
  /** The nonce of the page's policy belongs on our tags too. */
  | { kind: 'nonce' }
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
  | { kind: 'frame'; system: string }
  /** A frame has to be told who may frame it. */
  | { kind: 'page' };

/** Diagnoses a page; the most severe problems first. */
export function diagnose(page: ParsedPage, needs: SnippetNeeds): Diagnostic[] {
  const system = systemOf(page);
  const framed = system?.kind === 'frame';
  const found: Diagnostic[] = policiesOf(page).flatMap(policy => diagnosePolicy(policy, needs, framed));

  for (const address of [needs.scripts, needs.api, needs.map])
    if (isHttps(page, needs) && address?.startsWith('http:'))
      found.push({ kind: 'mixed', address: new URL(address).origin });
  if (needs.media && !framed && page.headers.some(requiresCorp)) found.push({ kind: 'embedder' });
  if (system) found.push(system);
  if (framed && !needs.page) found.push({ kind: 'page' });
  if (tagsOf(page, 'script').some(tag => /\/motcua(?:\.all)?\.js/.test(tag['src'] ?? '')))
    found.push({ kind: 'twice' });
  if (page.html && !tagsOf(page, 'meta').some(tag => tag['name']?.toLowerCase() === 'viewport'))
    found.push({ kind: 'viewport' });
  return [...new Map(found.map(diagnostic => [JSON.stringify(diagnostic), diagnostic])).values()];
}

/** The content management system of a page, if it strips or blocks anything. */
export function systemOf(page: ParsedPage): (Diagnostic & { kind: 'strips' | 'frame' }) | undefined {
  const [system] = tagsOf(page, 'meta')
    .filter(tag => tag['name']?.toLowerCase() === 'generator')
    .flatMap(tag => /WordPress|Joomla|DotNetNuke|SharePoint/i.exec(tag['content'] ?? '') ?? []);
  return system ? { kind: /sharepoint/i.test(system) ? 'frame' : 'strips', system } : undefined;
}

/** Fallback chains of directives (CSP 3, 6.8.3). */
const chains: Record<string, readonly string[]> = {
  'script-src': ['script-src-elem', 'script-src', 'default-src'],
  'connect-src': ['connect-src', 'default-src'],
  'img-src': ['img-src', 'default-src'],
  'media-src': ['media-src', 'default-src'],
  'frame-src': ['frame-src', 'child-src', 'default-src'],
};
const directiveInForce = (policy: Policy, name: string): string | undefined =>
  (chains[name] ?? [name]).find(each => policy[each]);

/** Diagnoses one policy; all policies of a page apply. */
export function diagnosePolicy(policy: Policy, needs: SnippetNeeds, framed: boolean): Diagnostic[] {
  const found: Diagnostic[] = [];
  const need = (name: string, source: string) => {
    const from = directiveInForce(policy, name);
    if (!from || sourceListAllows(policy[from] ?? [], source, needs.page)) return;
    const copied = from === 'default-src';
    const named = /^https?:/.test(source) ? new URL(source).origin : source;
    found.push({ kind: 'policy', directive: copied ? name : from, source: named, ...(copied && { copied }) });
  };
  if (framed) {
    need('frame-src', needs.api);
    return found;
  }
  for (const token of ['allow-scripts', 'allow-same-origin']) need('sandbox', token);

  const scripts = policy[directiveInForce(policy, 'script-src') ?? ''] ?? [];
  const hashes = needs.hashes.map(hash => `'${hash}'`);
  if (scripts.some(source => source.startsWith("'nonce-"))) found.push({ kind: 'nonce' });
  else {
    // With `'strict-dynamic'` host sources are ignored (CSP 3, 6.7.1.1).
    if (scripts.includes("'strict-dynamic'")) for (const hash of hashes) need('script-src', hash);
    else if (!hashes.every(hash => scripts.includes(hash))) need('script-src', needs.scripts);
    if (needs.inline) need('script-src', `'${needs.inline}'`);
  }
  for (const source of [needs.api, needs.map]) if (source) need('connect-src', source);
  if (needs.media) for (const name of ['img-src', 'media-src']) need(name, new URL(needs.api).origin);
  if (!policy['trusted-types']?.includes('*')) need('trusted-types', 'motcua');
  return found;
}

/** The sources that any policy must allow, by directive. */
export function policyLines({ scripts, api, map, media, inline }: SnippetNeeds): string[] {
  const origin = (source: string) => (source.startsWith("'") ? source : new URL(source).origin);
  const line = (directive: string, sources: readonly (string | undefined)[]) =>
    `${directive} ${[...new Set(sources.flatMap(source => (source ? [origin(source)] : [])))].join(' ')}`;
  return [
    line('script-src', [scripts, inline && `'${inline}'`]),
    line('connect-src', [api, map]),
    ...(media ? [line('img-src', [api]), line('media-src', [api])] : []),
  ];
}

const requiresCorp = ([name, value]: readonly [string, string]): boolean =>
  name === 'cross-origin-embedder-policy' && value.startsWith('require-corp');

/** Pages state their own URL in several places. */
const isHttps = (page: ParsedPage, needs: SnippetNeeds): boolean =>
  needs.page?.startsWith('https:') ||
  page.headers.some(([name]) => name === 'strict-transport-security') ||
  tagsOf(page, 'link').some(tag => tag['rel'] === 'canonical' && tag['href']?.startsWith('https:')) ||
  tagsOf(page, 'meta').some(tag => tag['property'] === 'og:url' && tag['content']?.startsWith('https:'));
