import type { AllowedOrigins } from '../http/allowed-origins.ts';
import { labelOf, type OfficerSection } from '../ui/section.ts';
import { sitePages } from './pages.ts';
import { siteTexts } from './sites.texts.ts';

/** Section of the officers' site: what is said on widgets, and on which sites they stand. */
export const siteSection = (allowedOrigins: AllowedOrigins | undefined): OfficerSection => ({
  path: 'sites',
  label: labelOf(siteTexts),
  icon: 'message',
  group: 'admin',
  adminsOnly: true,
  pages: app => sitePages(app, allowedOrigins),
});
