import { waitingCreate, waitingLeave, waitingRead, waitingTake } from '../../contract/index.ts';
import type { Limit } from '../http/limits.ts';
import { joinLine, leaveLine, readTurn, takeOffer } from '../waiting.ts';
import { work, type Routes } from './route.ts';

const perClient: Limit = { most: 300, seconds: 600 };

export function waitingRoutes(routes: Routes): void {
  routes.write(waitingCreate, (input, asked, tx) => joinLine(work(asked, tx), input), perClient);
  routes.read(waitingRead, ({ secret }, { service: { db, keys }, now }) => readTurn(db, keys, secret, now), perClient);
  routes.write(waitingTake, ({ secret }, asked, tx) => takeOffer(work(asked, tx), secret), perClient);
  routes.write(waitingLeave, ({ secret }, asked, tx) => leaveLine(work(asked, tx), secret), perClient);
}
