import { capabilitiesRead, contractVersion } from '../../contract/index.ts';
import { takingBookings } from '../booking/bookable.ts';
import { agencyChain, settingsOf } from './settings.ts';
import type { Routes } from '../http/router.ts';

export function capabilitiesRoutes(routes: Routes): void {
  routes.read(capabilitiesRead, async ({ agency }, { service, now, cacheFor }) => {
    const { booking, ...settings } = settingsOf(await agencyChain(service.db, agency));
    const below = booking && (await takingBookings(service.db, agency, now)).some(id => id !== agency);
    cacheFor(300);
    return { contract: contractVersion, ...settings, booking: booking && { ...booking, below: below === true } };
  });
}
