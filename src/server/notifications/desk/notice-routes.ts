import {
  noticeClaim,
  noticeList,
  noticeRecord,
  noticeRelease,
  noticeReport,
  noticeSession,
} from '../../../contract/index.ts';
import { dayOf } from '../../../domain/calendar.ts';
import { withGuessLimit } from '../../http/guess-limit.ts';
import type { Limit } from '../../http/rate-limit.ts';
import type { RequestContext, Router } from '../../http/router.ts';
import { withAudit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { isoInstant } from '../../platform/instant.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { SignedInOfficer } from '../../platform/sessions.ts';
import { isUuid } from '../../platform/uuid.ts';
import { claimCall, recordCall, releaseCall } from './claims.ts';
import { reportDay } from './day-report.ts';
import { countCallsOf, listCalls, presentNotice, readCall } from './notice-queue.ts';
import { officerAtDesk, signInAtDesk } from './notice-session.ts';

/** A hall of officers behind one address. */
const perNetwork: Limit = { max: 1200, seconds: 60 };

/** Codes that one network may try. */
const signIns: Limit = { max: 60, seconds: 600 };

/** The desk of calls on a page of a portal. */
export function noticeRoutes(router: Router): void {
  router.read(
    noticeSession,
    (input, context) =>
      // One count for all: a code is good for any agency.
      withGuessLimit(context, ['notice-code', ''], 'ticket-not-valid', () =>
        signInAtDesk(context.app, input.code, context.userAgent, context.now),
      ),
    signIns,
  );

  router.read(
    noticeList,
    async (input, context) => {
      const { app, now } = context;
      const officer = await officerOf(input.session, context, !input.background);
      const { rows, more } = await listCalls(app.db, officer, input, now);
      return {
        notices: rows.map(row => presentNotice(row, officer.id, now)),
        more,
        counts: await countCallsOf(app.db, officer, now),
        now: isoInstant(now),
      };
    },
    perNetwork,
  );

  router.read(noticeClaim, (input, context) => change(input, context, claimCall), perNetwork);
  router.read(noticeRelease, (input, context) => change(input, context, releaseCall), perNetwork);
  router.read(
    noticeRecord,
    (input, context) =>
      change(input, context, (caller, id) => {
        const { attempt, outcome, note, callAt } = input;
        return recordCall(caller, id, { attempt, outcome, note, callAt: callAt ? new Date(callAt) : undefined });
      }),
    perNetwork,
  );

  router.read(
    noticeReport,
    async (input, context) => {
      const { app, now } = context;
      const officer = await officerOf(input.session, context);
      return { ...(await reportDay(app.db, officer, input.day ?? dayOf(now))), now: isoInstant(now) };
    },
    perNetwork,
  );
}

const officerOf = (session: string, { app, now, userAgent }: RequestContext, touch = true): Promise<SignedInOfficer> =>
  officerAtDesk(app.db, session, { userAgent, now, touch });

/** Runs a change of one call and returns what became of it. */
async function change(
  { session, id }: { session: string; id: string },
  context: RequestContext,
  work: (caller: { tx: Tx; officer: SignedInOfficer; now: Date }, id: string) => Promise<unknown>,
) {
  const { app, now } = context;
  const officer = await officerOf(session, context);
  if (!isUuid(id)) throw new ProblemError('notice-not-found');
  await withAudit(app.db, tx => work({ tx, officer, now }, id));
  return presentNotice(await readCall(app.db, id), officer.id, now);
}
