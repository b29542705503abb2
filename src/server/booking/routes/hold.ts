import { holdCreate, holdExtend, holdRelease } from '../../../contract/index.ts';
import { type Router, txContext } from '../../http/router.ts';
import { createHold, extendHold, releaseHold } from '../holds.ts';

export function holdRoutes(router: Router): void {
  router.write(holdCreate, (input, context, tx) => createHold(txContext(context, tx), input));
  router.write(holdExtend, ({ token }, context, tx) => extendHold(txContext(context, tx), token));
  router.write(holdRelease, async ({ token }, context, tx) => ({
    released: await releaseHold(txContext(context, tx), token),
  }));
}
