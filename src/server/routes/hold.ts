import { holdCreate, holdExtend, holdRelease } from '../../contract/index.ts';
import { extendHold, hold, releaseHold } from '../hold.ts';
import type { Limit } from '../http/limits.ts';
import { work, type Routes } from './route.ts';

/** One mobile network shares few addresses: the limit on an address only stops machines; that on a phone is the real one. */
const perClient: Limit = { most: 300, seconds: 600 };

export function holdRoutes(routes: Routes): void {
  routes.write(holdCreate, (input, asked, tx) => hold(work(asked, tx), input), perClient);
  routes.write(holdExtend, ({ token }, asked, tx) => extendHold(work(asked, tx), token), perClient);
  routes.write(
    holdRelease,
    async ({ token }, asked, tx) => ({ released: await releaseHold(work(asked, tx), token) }),
    perClient,
  );
}
