import { holdCreate, holdExtend, holdRelease } from '../../contract/index.ts';
import { extendHold, hold, releaseHold } from '../hold.ts';
import type { Limit } from '../http/limits.ts';
import type { Routes } from './route.ts';

/** One mobile network shares few addresses: the limit on an address only stops machines; that on a phone is the real one. */
const perClient: Limit = { most: 300, seconds: 600 };

export function holdRoutes(routes: Routes): void {
  routes.write(holdCreate, (input, { service: { keys }, now }, tx) => hold({ tx, keys, now }, input), perClient);
  routes.write(
    holdExtend,
    ({ token }, { service: { keys }, now }, tx) => extendHold({ tx, keys, now }, token),
    perClient,
  );
  routes.write(
    holdRelease,
    async ({ token }, { service: { keys }, now }, tx) => ({ released: await releaseHold({ tx, keys, now }, token) }),
    perClient,
  );
}
