import { parsePhoneNumber } from '../../domain/phone.ts';
import { invalidInput } from './problem.ts';

/**
 * Parses a phone number to E.164.
 * @param pointer the field of the number
 * @throws ProblemError `invalid-input`
 */
export function parsePhone(typed: string, pointer: string): string {
  const reading = parsePhoneNumber(typed);
  if (reading.kind === 'phone') return reading.e164;
  throw invalidInput(pointer, reading.kind);
}
