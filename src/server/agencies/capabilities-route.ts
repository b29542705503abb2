import { capabilitiesRead, contractVersion } from '../../contract/index.ts';
import type { Router } from '../http/router.ts';
import { agenciesTakingBookings } from './booking-agencies.ts';
import { agencyChain, effectiveSettings } from './chain.ts';

export function capabilitiesRoutes(router: Router): void {
  router.read(capabilitiesRead, async ({ agency }, { app: appContext, now, cacheFor }) => {
    const { booking, ...settings } = effectiveSettings(await agencyChain(appContext.db, agency));
    const below = booking && (await agenciesTakingBookings(appContext.db, agency, now)).some(id => id !== agency);
    cacheFor(300);
    return {
      contract: contractVersion,
      ...settings,
      booking: booking && { ...booking, below: below === true, find: booking.find !== false },
    };
  });
}
