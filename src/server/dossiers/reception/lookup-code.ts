import type { Secrets } from '../../platform/secrets.ts';

/** Without letters and digits that are taken for others. */
const letters = 'ABCDEFGHKLMNPQRTUVWXY346789';
const length = 6;

/**
 * The code that a receipt shows as a second factor of the lookup. It is derived from the server's key, so that a receipt
 * can be printed again without storing it.
 */
export const lookupCode = (secrets: Secrets, dossier: string): string =>
  [...secrets.hmac('receipt-code', dossier).subarray(0, length)].map(byte => letters[byte % letters.length]).join('');
