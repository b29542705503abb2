import { capabilitiesRead, contractVersion } from '../../contract/index.ts';
import type { Router } from '../http/router.ts';
import { agenciesTakingBookings } from './booking-agencies.ts';
import { agencyChain, effectiveSettings } from './chain.ts';
import { SeenSites } from './seen-sites.ts';
import { widgetNotices } from './widget-notices.ts';

export function capabilitiesRoutes(router: Router): void {
  const sites = new SeenSites();
  router.read(capabilitiesRead, async ({ agency, version }, { app: appContext, now, origin, cacheFor }) => {
    const chain = await agencyChain(appContext.db, agency);
    const { booking, ...settings } = effectiveSettings(chain);
    if (origin) sites.note(appContext.db, { agency, origin, version }, now);
    const below = booking && (await agenciesTakingBookings(appContext.db, agency, now)).some(id => id !== agency);
    const widgets = await widgetNotices(appContext.db, chain, now);
    // What the office says is there within a minute.
    cacheFor(60);
    return {
      contract: contractVersion,
      ...settings,
      ...(widgets.length && { widgets }),
      booking: booking && { ...booking, below: below === true, find: booking.find !== false },
    };
  });
}
