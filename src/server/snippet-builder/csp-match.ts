/**
 * Whether a list of a policy lets something in (CSP 3, 6.7.2).
 * @param wanted an address, `'self'`, the quoted hash of a script, or any other word of a list
 * @param page origin of the page that has the policy, where it is known
 */
export function sourceListAllows(sources: readonly string[], wanted: string, page?: string): boolean {
  if (sources.includes(wanted)) return true;
  // What stands in the page is let in by `'unsafe-inline'` only where nothing stricter is said.
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

/** Without a scheme, the page's own counts, and https always does. */
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
  // What is wanted is a folder: a source that ends with a slash is one too.
  const pathFits = path === '/' || (path.endsWith('/') && `${pathname}/`.startsWith(path));
  return schemeFits && hostFits && portFits && pathFits;
}
