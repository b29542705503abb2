import { labelOf, type OfficerSection } from '../ui/section.ts';
import { outboxTexts } from './officer-pages.texts.ts';
import { countCalls, outboxPages } from './officer-pages.ts';
import type { OutboxPageOptions } from './provider-pages.ts';

export { composeMessage, type ComposedMessage, isUsableTemplate, shownWords } from './compose.ts';
export { messageDay, messageDeadline, messageTime } from './message-dates.ts';
export { notify, retract } from './notify.ts';
export { deliver, failForGood, removeOldRates, settleInterrupted } from './deliver.ts';
export { enqueue } from './outbox.ts';
export { restoreMessages, withdraw, type Withdrawn } from './withdraw.ts';
export { configuredProviders } from './providers/configured-providers.ts';
export { isTemplate, stateWords } from './templates.texts.ts';
export type { AnswerIncoming, IncomingMessage } from './incoming.ts';
export { Providers } from './providers/provider.ts';
export { noticeRoutes } from './desk/notice-routes.ts';
export { isConfirmedPhone } from './phone-confirmation.ts';
export { phoneRoutes } from './phone-routes.ts';
export { providerRoutes } from './provider-routes.ts';

/** Section of the officers' site. */
export const outboxSection = (options: OutboxPageOptions): OfficerSection => ({
  path: 'outbox',
  label: labelOf(outboxTexts),
  icon: 'phone',
  group: 'work',
  count: countCalls,
  pages: app => outboxPages(app, options),
});
