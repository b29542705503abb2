/**
 * Whether a source list of a policy allows a source (CSP 3, 6.7.2).
 * @param wanted a URL, `'self'`, the quoted hash of a script, or a keyword
 * @param page origin of the page, where known
 */
export function sourceListAllows(sources: readonly string[], wanted: string, page?: string): boolean {
  if (sources.includes(wanted)) return true;
  // `'unsafe-inline'` applies only without hashes, nonces and `'strict-dynamic'`.
  if (wanted.startsWith("'sha"))
    return sources.includes("'unsafe-inline'") && !sources.some(source => /^'(?:sha\d|strict-dynamic)/.test(source));
  if (wanted === "'self'")
    return sources.includes('*') || (page !== undefined && sourceListAllows(sources, page, page));
  if (!/^https?:/.test(wanted)) return false;
  const url = new URL(wanted);
  if (url.origin === page && sources.includes("'self'")) return true;
  return sources.some(source => sourceMatches(source, url));
}

const usualPort: Record<string, string> = { 'http:': '80', 'https:': '443' };

/** Without a scheme the page's own applies; https always matches. */
function sourceMatches(source: string, { protocol, hostname, port, pathname }: URL): boolean {
  if (source === '*' || source.toLowerCase() === protocol) return true;
  const [, scheme, wild, host, at, path = '/'] =
    /^(?:(https?:)\/\/)?(?:(\*)\.)?([\w.-]+|\*)(?::(\d+|\*))?(\/.*)?$/.exec(source) ?? [];
  if (!host) return false;
  const schemeFits =
    !scheme || scheme === protocol || (scheme === 'http:' && protocol === 'https:' && (!at || at === '*'));
  const named = host.toLowerCase();
  const hostFits = named === '*' || (wild ? hostname.endsWith(`.${named}`) : hostname === named);
  const usual = usualPort[protocol];
  const portFits = at === '*' || (at ?? usual) === (port || usual);
  // The wanted URL is a folder; a source with a trailing slash is one too.
  const pathFits = path === '/' || (path.endsWith('/') && `${pathname}/`.startsWith(path));
  return schemeFits && hostFits && portFits && pathFits;
}
