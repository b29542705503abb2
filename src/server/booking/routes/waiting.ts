import { waitingCreate, waitingLeave, waitingRead, waitingTake } from '../../../contract/index.ts';
import { joinLine, leaveLine, readTurn, takeOffer } from '../waitlist-entries.ts';
import { txContext, type Router } from '../../http/router.ts';

export function waitingRoutes(router: Router): void {
  router.write(waitingCreate, (input, context, tx) => joinLine(txContext(context, tx), input));
  router.read(waitingRead, ({ secret }, { app: { db, secrets }, now }) => readTurn(db, secrets, secret, now));
  router.write(waitingTake, ({ secret }, context, tx) => takeOffer(txContext(context, tx), secret));
  router.write(waitingLeave, ({ secret }, context, tx) => leaveLine(txContext(context, tx), secret));
}
