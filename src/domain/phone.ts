/** Ten digits since 2018. The networks' own prefixes change from year to year: none is asked for. */
const mobile = /^0[35789]\d{8}$/;
const landline = /^02\d{9}$/;
const oldMobile = /^01[2689]\d{8}$/;

/** A phone number, one from before 2018 (`old`), or neither. */
export type ParsedPhone = { kind: 'phone'; e164: string } | { kind: 'old'; national: string } | { kind: 'not-a-phone' };

/**
 * Parses a Vietnamese phone number as typed: +84, +84 (0), 0084, dots, dashes, spaces. Eleven-digit mobile numbers from before
 * 2018 are recognized, so that the citizen can be asked for the new one.
 */
export function parsePhoneNumber(typed: string): ParsedPhone {
  const digits = typed.replace(/[^\d+]/g, '').replace(/^(?:\+84|0084|84(?=\d{9,11}$))0?/, '0');
  if (mobile.test(digits) || landline.test(digits)) return { kind: 'phone', e164: `+84${digits.slice(1)}` };
  if (oldMobile.test(digits)) return { kind: 'old', national: digits };
  return { kind: 'not-a-phone' };
}

/** Whether a number (E.164) belongs to a landline, on which nobody can read a message. */
export const isLandline = (e164: string): boolean => e164.startsWith('+842');

/** Masks a phone number: `091****678`. */
export function maskPhone(e164: string): string {
  const national = nationalPhone(e164);
  return `${national.slice(0, 3)}****${national.slice(-3)}`;
}

/** The number as dialled in Viet Nam. */
export function nationalPhone(e164: string): string {
  return e164.replace(/^\+84/, '0');
}
