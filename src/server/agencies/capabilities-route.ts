import { capabilitiesRead, contractVersion } from '../../contract/index.ts';
import type { Middleware, Router } from '../http/router.ts';
import { ProblemError } from '../platform/problem.ts';
import { agenciesTakingBookings } from './booking-agencies.ts';
import { agencyChain, effectiveSettings } from './chain.ts';
import { SeenSites } from './seen-sites.ts';
import { widgetNotices } from './widget-notices.ts';

export function capabilitiesRoutes(router: Router): void {
  const sites = new SeenSites();

  /** Also where an upstream system answers: who asks is noted, and what the office says is added. */
  const withNotices: Middleware<typeof capabilitiesRead> = async (input, { app: { db }, now, origin }, next) => {
    const { agency, version } = input;
    // Not for upstream systems, nor for the cache before them.
    delete input.version;
    delete input.minute;
    const answer = await next();
    const chain = await agencyChain(db, agency).catch((error: unknown) => {
      // An agency that only the upstream system knows.
      if (error instanceof ProblemError) return [];
      throw error;
    });
    if (!chain.length) return answer;
    if (origin) sites.note(db, { agency, origin, version }, now);
    const widgets = await widgetNotices(db, chain, now);
    return { ...answer, ...(widgets.length && { widgets: [...widgets, ...(answer.widgets ?? [])] }) };
  };

  router.read(
    capabilitiesRead,
    async ({ agency }, { app: { db }, now, cacheFor }) => {
      const { booking, ...settings } = effectiveSettings(await agencyChain(db, agency));
      const below = booking && (await agenciesTakingBookings(db, agency, now)).some(id => id !== agency);
      // What the office says is there within a minute.
      cacheFor(60);
      return {
        contract: contractVersion,
        ...settings,
        booking: booking && { ...booking, below: below === true, find: booking.find !== false },
      };
    },
    undefined,
    withNotices,
  );
}
