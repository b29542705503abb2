import { callCreate } from '../../contract/index.ts';
import type { Limit } from '../http/rate-limit.ts';
import type { Router } from '../http/router.ts';
import { ProblemError } from '../platform/problem.ts';
import { callNumber } from './call.ts';
import { findCallKey } from './call-key.ts';

/** A machine calls a few numbers a minute; several of a ward share an address. */
const perNetwork: Limit = { max: 300, seconds: 60 };

/** The operation by which queue machines call numbers. */
export function callRoutes(router: Router): void {
  router.write(
    callCreate,
    async ({ agency, key, number, counter }, { now }, tx) => {
      const machine = await findCallKey(tx, agency, key);
      if (!machine) throw new ProblemError('not-allowed');
      await tx.updateTable('call_key').set({ used_at: now }).where('id', '=', machine.id).execute();
      return callNumber(tx, { agency, place: machine.place, counterName: counter, number }, now);
    },
    perNetwork,
  );
}
