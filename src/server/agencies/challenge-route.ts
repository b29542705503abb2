import { challengeRead } from '../../contract/index.ts';
import { challengeOf } from './challenge.ts';
import { ProblemError } from '../http/problem.ts';
import { agencyChain, settingsOf } from './settings.ts';
import type { Router } from '../http/router.ts';

export function challengeRoutes(router: Router): void {
  router.read(challengeRead, async ({ agency }, { app: { db, secrets }, now }) => {
    const { challenge } = settingsOf(await agencyChain(db, agency));
    if (!challenge) throw new ProblemError('not-offered');
    return challengeOf(challenge, agency, secrets, now);
  });
}
