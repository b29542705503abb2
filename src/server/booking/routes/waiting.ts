import { waitingCreate, waitingLeave, waitingRead, waitingTake } from '../../../contract/index.ts';
import { joinWaitlist, leaveWaitlist, readWaitlistEntry, acceptOffer } from '../waitlist-entries.ts';
import { txContext, type Router } from '../../http/router.ts';

export function waitingRoutes(router: Router): void {
  router.write(waitingCreate, (input, context, tx) => joinWaitlist(txContext(context, tx), input));
  router.read(waitingRead, ({ secret }, { app: { db, secrets }, now }) => readWaitlistEntry(db, secrets, secret, now));
  router.write(waitingTake, ({ secret }, context, tx) => acceptOffer(txContext(context, tx), secret));
  router.write(waitingLeave, ({ secret }, context, tx) => leaveWaitlist(txContext(context, tx), secret));
}
