import { challengeRead } from '../../contract/index.ts';
import type { Router } from '../http/router.ts';
import { ProblemError } from '../platform/problem.ts';
import { agencyChain, effectiveSettings } from './chain.ts';
import { createAltchaChallenge } from './challenge.ts';

export function challengeRoutes(router: Router): void {
  router.read(challengeRead, async ({ agency }, { app: { db, secrets }, now }) => {
    const { challenge } = effectiveSettings(await agencyChain(db, agency));
    if (!challenge) throw new ProblemError('not-offered');
    return createAltchaChallenge(challenge, agency, secrets, now);
  });
}
