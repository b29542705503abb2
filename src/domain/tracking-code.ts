/** Crockford's base 32: without I, L, O, U, which are easily mistaken. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Tracking code of an opinion: `PA-7KQ2M-9XD4E`. Ten characters carry 50 bits: with rate limits, others cannot be
 * guessed.
 * @param random ten or more random bytes
 */
export function trackingCode(random: Uint8Array): string {
  let signs = '';
  for (const byte of random.subarray(0, 10)) signs += alphabet[byte & 31];
  return `PA-${signs.slice(0, 5)}-${signs.slice(5)}`;
}

/** Parses a tracking code as typed: lower case, spaces, O for 0, I or L for 1; undefined when it is invalid. */
export function parseTrackingCode(typed: string): string | undefined {
  const signs = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/^PA(?=.{10}$)/, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(signs) ? `PA-${signs.slice(0, 5)}-${signs.slice(5)}` : undefined;
}
