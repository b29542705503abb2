import { phoneCode, phoneConfirm } from '../../../contract/index.ts';
import type { Limit } from '../../http/rate-limit.ts';
import { confirmPhone, sendCode } from '../phone-confirmation.ts';
import { work, type Routes } from '../../http/router.ts';

/** One network sends no more codes: each costs the agency money, and disturbs somebody. */
const perClient: Limit = { most: 60, seconds: 600 };

export function phoneRoutes(routes: Routes): void {
  routes.write(phoneCode, (input, asked, tx) => sendCode(work(asked, tx), input), perClient);
  routes.read(phoneConfirm, (input, asked) => confirmPhone(asked, input));
}
