import { holdCreate, holdExtend, holdRelease } from '../../../contract/index.ts';
import { extendHold, hold, releaseHold } from '../holds.ts';
import { work, type Routes } from '../../http/router.ts';

export function holdRoutes(routes: Routes): void {
  routes.write(holdCreate, (input, asked, tx) => hold(work(asked, tx), input));
  routes.write(holdExtend, ({ token }, asked, tx) => extendHold(work(asked, tx), token));
  routes.write(holdRelease, async ({ token }, asked, tx) => ({ released: await releaseHold(work(asked, tx), token) }));
}
