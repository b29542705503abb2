import type { Router } from '../http/router.ts';
import { capabilitiesRoutes } from './capabilities-route.ts';
import { challengeRoutes } from './challenge-route.ts';
import { agencyRoutes } from './routes.ts';

/** Mounts agencies, their places, calendars, capabilities and challenges. */
export function mountAgencies(router: Router): void {
  capabilitiesRoutes(router);
  agencyRoutes(router);
  challengeRoutes(router);
}

export { agencyAndBelow, agencyChain, agencyChains, effectiveSettings, requireAgency } from './chain.ts';
export { requireAltchaProof } from './challenge.ts';
export { type RetentionGroup, retentionGroups, usualRetention } from './retention.ts';
export { presentPlace } from './place.ts';
export { AgencySettings, type Booking, maxDaysAhead, type Roster } from './settings.ts';
export { type NamedDay, specialDays, specialDayOf, workingCalendar } from './working-calendar.ts';
export { isSite } from './seen-sites.ts';
