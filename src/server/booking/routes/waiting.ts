import { waitingCreate, waitingLeave, waitingRead, waitingTake } from '../../../contract/index.ts';
import { joinLine, leaveLine, readTurn, takeOffer } from '../waitlist-entries.ts';
import { work, type Routes } from '../../http/router.ts';

export function waitingRoutes(routes: Routes): void {
  routes.write(waitingCreate, (input, asked, tx) => joinLine(work(asked, tx), input));
  routes.read(waitingRead, ({ secret }, { service: { db, keys }, now }) => readTurn(db, keys, secret, now));
  routes.write(waitingTake, ({ secret }, asked, tx) => takeOffer(work(asked, tx), secret));
  routes.write(waitingLeave, ({ secret }, asked, tx) => leaveLine(work(asked, tx), secret));
}
