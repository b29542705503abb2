import { waitingCreate, waitingLeave, waitingRead, waitingTake } from '../../../contract/index.ts';
import { type Router, txContext } from '../../http/router.ts';
import { acceptOffer, joinWaitlist, leaveWaitlist, readWaitlistEntry } from '../waitlist-entries.ts';

export function waitingRoutes(router: Router): void {
  router.write(waitingCreate, (input, context, tx) => joinWaitlist(txContext(context, tx), input));
  router.read(waitingRead, ({ secret }, { app: { db, secrets }, now }) => readWaitlistEntry(db, secrets, secret, now));
  router.write(waitingTake, ({ secret }, context, tx) => acceptOffer(txContext(context, tx), secret));
  router.write(waitingLeave, ({ secret }, context, tx) => leaveWaitlist(txContext(context, tx), secret));
}
