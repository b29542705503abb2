import { challengeRead } from '../../contract/index.ts';
import { challengeOf } from './challenge.ts';
import { Refusal } from '../http/problem.ts';
import { agencyChain, settingsOf } from './settings.ts';
import type { Routes } from '../http/router.ts';

export function challengeRoutes(routes: Routes): void {
  routes.read(challengeRead, async ({ agency }, { service: { db, keys }, now }) => {
    const { challenge } = settingsOf(await agencyChain(db, agency));
    if (!challenge) throw new Refusal('not-offered');
    return challengeOf(challenge, agency, keys, now);
  });
}
