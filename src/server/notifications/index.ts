import { labelOf, type OfficerSection } from '../ui/section.ts';
import { outboxTexts } from './officer-pages.texts.ts';
import { countCalls, outboxPages } from './officer-pages.ts';

export { messages } from './messages.ts';
export { notify, retract } from './notify.ts';
export { deliver, enqueue, markFailed, withdraw } from './outbox.ts';
export { httpSmsProvider, type SmsProvider } from './sms-provider.ts';

/** Section of the officers' site. */
export const outboxSection: OfficerSection = {
  path: 'outbox',
  label: labelOf(outboxTexts),
  icon: 'phone',
  group: 'work',
  count: countCalls,
  pages: outboxPages,
};
