import { randomInt } from 'node:crypto';
import type { NoticeSession } from '../../../contract/index.ts';
import type { AppContext } from '../../http/router.ts';
import type { Db } from '../../platform/database.ts';
import { isoInstant } from '../../platform/instant.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Secrets } from '../../platform/secrets.ts';
import { idleMinutes, readSession, type SignedInOfficer, startSession } from '../../platform/sessions.ts';

/** How long a code can be entered. */
export const codeMinutes = 5;

/** Name of the matter in an officer's roles. */
const matter = 'outbox';

/** A code with which a page of a portal signs an officer in; an earlier one of the officer ends. */
export async function createNoticeCode(db: Db, secrets: Secrets, officer: string, now: Date): Promise<string> {
  const code = String(randomInt(100_000_000)).padStart(8, '0');
  await db
    .deleteFrom('notice_code')
    .where(({ eb, or }) => or([eb('officer', '=', officer), eb('ends_at', '<', now)]))
    .execute();
  await db
    .insertInto('notice_code')
    .values({
      code_key: secrets.hmac('notice-code', code),
      officer,
      ends_at: new Date(now.getTime() + codeMinutes * 60_000),
    })
    .execute();
  return code;
}

/**
 * Signs in by a code, which ends with it. The session is good for the desk only, and ends when it is idle.
 * @throws ProblemError `ticket-not-valid`, `not-allowed`
 */
export async function signInAtDesk(
  { db, secrets }: AppContext,
  code: string,
  userAgent: string,
  now: Date,
): Promise<NoticeSession> {
  const used = await db
    .deleteFrom('notice_code')
    .where('code_key', '=', secrets.hmac('notice-code', code.replace(/\D/g, '')))
    .where('ends_at', '>=', now)
    .returning('officer')
    .executeTakeFirst();
  if (!used) throw new ProblemError('ticket-not-valid');
  const session = await startSession(db, { officer: used.officer, method: 'notice', shared: true, userAgent, now });
  const officer = await officerAtDesk(db, session, { userAgent, now, touch: false });
  return { session, officer: officer.name, agency: officer.agencyName, idleMinutes, now: isoInstant(now) };
}

/**
 * The officer of a session of the desk.
 * @param touch whether the request counts as a use
 * @throws ProblemError `not-signed-in`; `not-allowed` for who may only read calls, or not even that
 */
export async function officerAtDesk(
  db: Db,
  session: string,
  options: { userAgent: string; now: Date; touch: boolean },
): Promise<SignedInOfficer> {
  const found = await readSession(db, session, options);
  if (found?.state !== 'open' || found.method !== 'notice') throw new ProblemError('not-signed-in');
  const role = found.officer.roles[matter] ?? found.officer.role;
  if (role === 'none' || role === 'reader') throw new ProblemError('not-allowed');
  return { ...found.officer, role };
}
