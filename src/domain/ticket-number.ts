/** Digits of a ticket number, at least. */
const digits = 3;

/** A ticket number: the letters of its counter and the count of the day, for instance `A012`. */
export const ticketNumber = (letters: string, count: number): string =>
  `${letters}${String(count).padStart(digits, '0')}`;

/**
 * Reads a ticket number as typed: any case, with spaces, dots or dashes, without leading zeros. Text of another form
 * gives an empty text, which is no ticket's number.
 */
export function parseTicketNumber(typed: string): string {
  const text = typed.toUpperCase().replace(/[^\p{L}\d]/gu, '');
  const [, letters = '', count = ''] = /^([A-Z]*)0*(\d+)$/.exec(text) ?? [];
  return count && `${letters}${count.padStart(digits, '0')}`;
}
