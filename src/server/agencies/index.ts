import type { Router } from '../http/router.ts';
import { agencyRoutes } from './routes.ts';
import { capabilitiesRoutes } from './capabilities-route.ts';
import { challengeRoutes } from './challenge-route.ts';

/** Agencies, their places, calendars and settings. */
export function mountAgencies(router: Router): void {
  capabilitiesRoutes(router);
  agencyRoutes(router);
  challengeRoutes(router);
}

export { requireAltchaProof } from './challenge.ts';
export { agencyAndBelow, agencyChain, effectiveSettings } from './chain.ts';
export { presentPlace } from './place.ts';
export { maxDaysAhead, type AgencySettings, type Booking, type Roster } from './settings.ts';
export { specialDays, workingCalendar, type NamedDay } from './working-calendar.ts';
