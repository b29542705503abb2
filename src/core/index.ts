/**
 * What widget files import from the core at run time. The built core contains Lit, the schema functions and these
 * once; the build fails when a widget needs anything else.
 */
export { css, html, LitElement, nothing, svg, render } from 'lit';
export {
  array,
  boolean,
  Day,
  Id,
  Instant,
  looseObject,
  nullable,
  number,
  object,
  optional,
  picklist,
  Secret,
  string,
  TimeOfDay,
} from '../contract/schema.ts';
export { RequestController } from './request-controller.ts';
export { base } from './base.styles.ts';
export { DeepLink, deepLink } from './deep-link.ts';
export { define } from './define.ts';
export { errorMessage } from './error-message.ts';
export { focusOn } from './focus.ts';
export { icon, icons } from './icons.ts';
export { CapabilitiesController } from './capabilities-controller.ts';
export { Poll } from './poll.ts';
export { loadModule, provideModule } from './lazy-module.ts';
export { PortalController } from './portal-controller.ts';
export { portalContext } from './portal.ts';
export { property, state } from './property.ts';
export { printSheet } from './print.ts';
export { webAddress } from './settings.ts';
export { pick } from './texts.ts';
export { translate } from '../domain/translate.ts';
export { announcement, callButton, callStrip, failureBox, leaf, tag, widgetShell } from './widget-shell.ts';
