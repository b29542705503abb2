import { provideModule, setModuleSource } from './core/lazy-module.ts';

/** The public API of the npm package. */
export { start, type RunningLibrary as Started } from './core/start.ts';
export { define } from './core/define.ts';
export { Portal, portalContext } from './core/portal.ts';
export { PortalController } from './core/portal-controller.ts';
export { PortalElement } from './core/portal-element.ts';
export { PluginFailed, type Adapter, type AdapterTools, type Plugin } from './core/plugin.ts';
export type { Failure, Outcome } from './core/outcome.ts';
export type { Settings } from './core/settings.ts';
export { english } from './plugins/english.ts';
export { themes } from './plugins/themes.ts';
export { widgets } from './widgets/index.ts';
export {
  AppointmentBooked,
  AppointmentBooker,
  AppointmentCancelled,
  AppointmentMoved,
} from './widgets/appointment-booker/appointment-booker.ts';
export { DutyRoster } from './widgets/duty-roster/duty-roster.ts';
export { GuideFinished, GuideOpened, GuidePlayer } from './widgets/guide-player/guide-player.ts';
export { NoticeDesk } from './widgets/notice-desk/notice-desk.ts';
export { DossierFound, DossierNotFound, StatusLookup } from './widgets/status-lookup/status-lookup.ts';
export { FeedbackForm, FeedbackSending, FeedbackSent } from './widgets/feedback-form/feedback-form.ts';

/** Lazy modules as ES modules, which bundlers split off. */
const lazyModules: Record<string, () => Promise<unknown>> = {
  map: async () => provideModule('map', (await import('./mapping/browser.ts')).map),
  agencies: async () =>
    provideModule('agencies', (await import('./widgets/appointment-booker/agency/lazy.ts')).agencies),
  dossiers: async () => provideModule('dossiers', (await import('./widgets/status-lookup/lazy.ts')).dossiers),
  scan: async () => provideModule('scan', (await import('./widgets/status-lookup/scan/lazy.ts')).scan),
  payment: async () => provideModule('payment', (await import('./widgets/status-lookup/lazy-payment.ts')).payment),
  several: async () => provideModule('several', (await import('./widgets/status-lookup/several/lazy.ts')).several),
  subscribe: async () =>
    provideModule('subscribe', (await import('./widgets/status-lookup/subscribe/lazy.ts')).subscribe),
  screen: async () => provideModule('screen', (await import('./widgets/duty-roster/lazy.ts')).screen),
  proof: async () => provideModule('proof', (await import('./core/proof-of-work.ts')).proof),
  tickets: async () => provideModule('tickets', (await import('./widgets/appointment-booker/ticket/lazy.ts')).tickets),
};
setModuleSource(name => lazyModules[name]?.() ?? Promise.reject(new Error(name)));
