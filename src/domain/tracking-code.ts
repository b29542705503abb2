/** Crockford's base 32: no I, L, O, U, so that a code read aloud or from paper is not mistaken. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A code under which a citizen finds the answer to an opinion: `PA-7KQ2M-9XD4E`.
 * Ten random signs carry 50 bits: with limited tries nobody finds another person's.
 * @param random ten or more random bytes
 */
export function trackingCode(random: Uint8Array): string {
  let signs = '';
  for (const byte of random.subarray(0, 10)) signs += alphabet[byte & 31];
  return `PA-${signs.slice(0, 5)}-${signs.slice(5)}`;
}

/** Reads a tracking code as people type it: lower case, spaces, O for 0, I or L for 1. Undefined if it is none. */
export function parseTrackingCode(typed: string): string | undefined {
  const signs = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/^PA(?=.{10}$)/, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(signs) ? `PA-${signs.slice(0, 5)}-${signs.slice(5)}` : undefined;
}
