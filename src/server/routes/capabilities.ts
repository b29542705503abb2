import { capabilitiesRead, contractVersion } from '../../contract/index.ts';
import { agencyChain, settingsOf } from '../settings.ts';
import type { Routes } from './route.ts';

export function capabilitiesRoutes(routes: Routes): void {
  routes.read(capabilitiesRead, async ({ agency }, { service, cacheFor }) => {
    const settings = settingsOf(await agencyChain(service.db, agency));
    cacheFor(300);
    return { contract: contractVersion, ...settings };
  });
}
