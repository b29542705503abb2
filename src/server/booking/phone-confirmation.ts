import type { ConfirmedPhone, phoneCode, phoneConfirm, SentCode } from '../../contract/index.ts';
import type { Input } from '../../contract/requests/index.ts';
import { maskPhone } from '../../domain/phone.ts';
import type { Booking } from '../agencies/index.ts';
import { withGuessLimit } from '../http/guess-limit.ts';
import type { RequestContext } from '../http/router.ts';
import { composeMessage, enqueue, messageTime } from '../notifications/index.ts';
import { isoInstant } from '../platform/instant.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import { safeEqual, type Secrets } from '../platform/secrets.ts';
import { bookingSettings } from './bookable.ts';
import type { BookingContext as Write } from './context.ts';
import { parsePhone } from './quotas.ts';

/**
 * Length of a code's time window. The previous window's code is accepted too, so that each is valid for at least as
 * long.
 */
const codeMinutes = 10;
/** How long a phone stays confirmed. */
const confirmationMs = 2 * 3600_000;

const codeWindow = (now: Date) => Math.floor(now.getTime() / (codeMinutes * 60_000));

/**
 * Six digits derived from the phone and the time window: nothing is stored, and a repeated request sends the same
 * code.
 */
const codeFor = (secrets: Secrets, phone: string, window: number): string =>
  String(secrets.hmac('phone-code', `${phone} ${window}`).readUInt32BE() % 1_000_000).padStart(6, '0');

/**
 * Sends a confirmation code by SMS.
 * @throws ProblemError `too-many-requests` when the phone has received too many messages today, `invalid-input`
 */
export async function sendPhoneCode(
  { tx, secrets, jobs, now }: Write,
  input: Input<typeof phoneCode>,
): Promise<SentCode> {
  const { chain } = await bookingSettings(tx, input.agency);
  const phone = parsePhone(input.phone, '/phone');
  const window = codeWindow(now);
  const until = new Date((window + 2) * codeMinutes * 60_000);
  const secret = codeFor(secrets, phone, window);
  const message = {
    agency: input.agency,
    subject: 'phone-code',
    matter: 'phone-code',
    recipient: phone,
    ...composeMessage(chain, 'phone.code', { secret, until: messageTime(until) }),
    until,
    isAwaited: true,
  };
  if (!(await enqueue(tx, jobs, message, now))) throw new ProblemError('too-many-requests', { retryAfter: 3600 });
  return { phone: maskPhone(phone), until: isoInstant(until), now: isoInstant(now) };
}

/**
 * Verifies the code that a phone was sent. Wrong codes are counted by phone, and cost proofs of work.
 * @throws ProblemError `invalid-input`, `proof-needed`
 */
export async function confirmPhone(
  context: RequestContext,
  input: Input<typeof phoneConfirm>,
): Promise<ConfirmedPhone> {
  const { app: appContext, now } = context;
  const { secrets } = appContext;
  await bookingSettings(appContext.db, input.agency);
  const phone = parsePhone(input.phone, '/phone');
  const typed = input.code.replace(/\D/g, '');
  return withGuessLimit(context, ['phone', phone], 'invalid-input', async () => {
    const window = codeWindow(now);
    if (![window, window - 1].some(at => safeEqual(codeFor(secrets, phone, at), typed)))
      throw invalidInput('/code', 'wrong');
    const until = new Date(now.getTime() + confirmationMs);
    const confirmed = secrets.signToken(`phone:${phone}`, String(until.getTime()));
    return { confirmed, until: isoInstant(until), now: isoInstant(now) };
  });
}

/**
 * Requires a confirmed phone where the agency asks for it.
 * @param phone E.164; null for a citizen without a phone
 * @throws ProblemError `phone-unconfirmed`
 */
export function requireConfirmedPhone(
  { secrets, now }: Pick<Write, 'secrets' | 'now'>,
  { confirmPhone: isAsked }: Booking,
  phone: string | null,
  confirmed = '',
): void {
  if (!isAsked || !phone) return;
  const until = Number(secrets.verifyToken(`phone:${phone}`, confirmed));
  if (!(until > now.getTime())) throw new ProblemError('phone-unconfirmed');
}
