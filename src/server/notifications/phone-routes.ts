import { phoneCode, phoneConfirm } from '../../contract/index.ts';
import type { Limit } from '../http/rate-limit.ts';
import { type Router, txContext } from '../http/router.ts';
import { confirmPhone, sendPhoneCode } from './phone-confirmation.ts';

/** Each code costs the agency an SMS, and may disturb a stranger. */
const perClient: Limit = { max: 60, seconds: 600 };

export function phoneRoutes(router: Router): void {
  router.write(phoneCode, (input, context, tx) => sendPhoneCode(txContext(context, tx), input), perClient);
  router.read(phoneConfirm, (input, context) => confirmPhone(context, input));
}
