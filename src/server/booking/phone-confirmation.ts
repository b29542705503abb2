import type { ConfirmedPhone, Input, phoneCode, phoneConfirm, SentCode } from '../../contract/index.ts';
import { maskPhone } from '../../domain/phone.ts';
import type { Booking } from '../agencies/index.ts';
import { withGuessLimit } from '../http/guess-limit.ts';
import type { RequestContext } from '../http/router.ts';
import { enqueue, messages } from '../notifications/index.ts';
import { isoInstant } from '../platform/instant.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import { safeEqual, type Secrets } from '../platform/secrets.ts';
import { bookingSettings } from './bookable.ts';
import type { BookingContext as Write } from './context.ts';
import { parsePhone } from './quotas.ts';

/** A code is one of these minutes; the one before is still taken, so that each is of use for at least as long. */
const codeMinutes = 10;
/** So long a phone counts as confirmed: time enough to book, also after a break. */
const confirmationMs = 2 * 3600_000;

const codeWindow = (now: Date) => Math.floor(now.getTime() / (codeMinutes * 60_000));

/** Six digits that follow from the phone and the time: nothing has to be kept, and asking twice sends the same. */
const codeFor = (secrets: Secrets, phone: string, window: number): string =>
  String(secrets.hmac('phone-code', `${phone} ${window}`).readUInt32BE() % 1_000_000).padStart(6, '0');

/** Sends a code to a phone. Refuses when the phone has been sent too much today, whoever asked for it. */
export async function sendPhoneCode(
  { tx, secrets, jobs, now }: Write,
  input: Input<typeof phoneCode>,
): Promise<SentCode> {
  const { chain } = await bookingSettings(tx, input.agency);
  const phone = parsePhone(input.phone, '/phone');
  const window = codeWindow(now);
  const until = new Date((window + 2) * codeMinutes * 60_000);
  const words = messages.phoneCode({ agency: chain[0]!.name, code: codeFor(secrets, phone, window), until });
  const message = { agency: input.agency, subject: 'phone-code', matter: 'phone-code', recipient: phone, words, until };
  if (!(await enqueue(tx, jobs, message, now))) throw new ProblemError('too-many-requests', { retryAfter: 3600 });
  return { phone: maskPhone(phone), until: isoInstant(until), now: isoInstant(now) };
}

/** Takes the code that a phone was sent; wrong ones are counted by phone, and cost ever more work. */
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
 * Refuses a phone that was not confirmed where the agency asks for it.
 * @param phone E.164; null for somebody who has none
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
