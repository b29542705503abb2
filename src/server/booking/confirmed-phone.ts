import type { Booking } from '../agencies/index.ts';
import { isConfirmedPhone } from '../notifications/index.ts';
import { ProblemError } from '../platform/problem.ts';
import type { BookingContext } from './context.ts';

/**
 * Requires a confirmed phone where the agency asks for it.
 * @param phone E.164; null for a citizen without a phone
 * @throws ProblemError `phone-unconfirmed`
 */
export function requireConfirmedPhone(
  { secrets, now }: Pick<BookingContext, 'secrets' | 'now'>,
  { confirmPhone: isAsked }: Booking,
  phone: string | null,
  confirmed = '',
): void {
  if (isAsked && phone && !isConfirmedPhone(secrets, phone, confirmed, now))
    throw new ProblemError('phone-unconfirmed');
}
