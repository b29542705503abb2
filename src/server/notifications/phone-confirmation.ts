import type { ConfirmedPhone, phoneCode, phoneConfirm, SentCode } from '../../contract/index.ts';
import type { Input } from '../../contract/requests/index.ts';
import { isLandline, maskPhone } from '../../domain/phone.ts';
import { agencyChain, effectiveSettings } from '../agencies/index.ts';
import { withGuessLimit } from '../http/guess-limit.ts';
import type { RequestContext } from '../http/router.ts';
import type { Db } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import { parsePhone } from '../platform/parse-phone.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { AgencyRow } from '../platform/schema.ts';
import { safeEqual, type Secrets } from '../platform/secrets.ts';
import type { TxContext } from '../platform/tx-context.ts';
import { composeMessage } from './compose.ts';
import { messageTime } from './message-dates.ts';
import { enqueue } from './outbox.ts';

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
  { tx, secrets, jobs, now }: TxContext & { secrets: Secrets },
  input: Input<typeof phoneCode>,
): Promise<SentCode> {
  const chain = await offeringChain(tx, input.agency);
  const phone = parsePhone(input.phone, '/phone');
  if (isLandline(phone)) throw invalidInput('/phone', 'landline');
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
  await offeringChain(appContext.db, input.agency);
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
 * Whether the holder of a phone has entered its code.
 * @param phone E.164
 * @param confirmed the value of `phone.confirm`
 */
export const isConfirmedPhone = (secrets: Secrets, phone: string, confirmed: string, now: Date): boolean =>
  Number(secrets.verifyToken(`phone:${phone}`, confirmed)) > now.getTime();

/**
 * The chain of an agency that takes bookings or tells of dossiers.
 * @throws ProblemError `not-offered`, `agency-not-found`
 */
async function offeringChain(db: Db, agency: string): Promise<AgencyRow[]> {
  const chain = await agencyChain(db, agency);
  const { booking, notices } = effectiveSettings(chain);
  if (!booking && !notices) throw new ProblemError('not-offered');
  return chain;
}
