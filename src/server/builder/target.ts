/** A page of somebody's portal as it was pasted: what the server said of it, and its markup. */
export interface TargetPage {
  /** Names in lower case; a header that came twice stands here twice. */
  headers: readonly [name: string, value: string][];
  html: string;
}

/** Reads headers, markup, or both as `curl -i` prints them: whatever somebody could copy. */
export function readTarget(pasted: string): TargetPage {
  const text = pasted.replace(/\r\n?/g, '\n').trim();
  const start = text.search(/^\s*</m);
  const head = start < 0 ? text : text.slice(0, start);
  const headers = head
    .split('\n')
    .map(line => /^([\w-]+):\s*(.*)$/.exec(line.trim()))
    .filter(found => found !== null)
    .map(([, name = '', value = '']): [string, string] => [name.toLowerCase(), value.trim()]);
  return { headers, html: start < 0 ? '' : text.slice(start) };
}

/** The attributes of each tag of a name, in the order of the page. What stands in comments and scripts is left out. */
export function tagsOf({ html }: TargetPage, name: string): Record<string, string>[] {
  const plain = html.replace(/<!--[^]*?-->/g, '').replace(/(<script\b[^>]*>)[^]*?<\/script>/gi, '$1');
  return [...plain.matchAll(new RegExp(`<${name}\\b((?:"[^"]*"|'[^']*'|[^>"'])*)>`, 'gi'))].map(([, attributes = '']) =>
    Object.fromEntries(
      [...attributes.matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)].map(
        ([, attribute = '', double, single, bare]) => [attribute.toLowerCase(), double ?? single ?? bare ?? ''],
      ),
    ),
  );
}

/** Every policy of the page, each by directive: all of them have to agree (CSP 3, 4.2). */
export function policiesOf(page: TargetPage): Record<string, string[]>[] {
  const header = page.headers
    .filter(([name]) => name === 'content-security-policy')
    .flatMap(([, value]) => value.split(','));
  const meta = tagsOf(page, 'meta')
    .filter(tag => tag['http-equiv']?.toLowerCase() === 'content-security-policy')
    .map(tag => tag['content'] ?? '');
  return [...header, ...meta]
    .map(policy => {
      const directives: Record<string, string[]> = {};
      for (const directive of policy.split(';')) {
        const [name = '', ...sources] = directive.trim().split(/\s+/);
        // The first of a name counts, as browsers do.
        if (name) directives[name.toLowerCase()] ??= sources;
      }
      return directives;
    })
    .filter(policy => Object.keys(policy).length);
}
