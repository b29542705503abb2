const named: Record<string, string> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' };
const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What an attribute says: servers write quotes in it as `&#39;` or `&#x27;`. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|(\w+));/gi, (whole, decimal?: string, hex?: string, name = '') =>
    decimal
      ? String.fromCodePoint(Number(decimal))
      : hex
        ? String.fromCodePoint(parseInt(hex, 16))
        : (named[name] ?? whole),
  );

/** Text as it may stand in markup and in a quoted attribute. */
export const encodeEntities = (text: string): string => text.replace(/[&<>"]/g, sign => signs[sign] ?? sign);
