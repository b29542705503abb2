import { smsLength } from '../../../domain/sms.ts';
import type { Secrets } from '../../platform/secrets.ts';
import { failureOf, type MessageProvider, SendFailed } from './provider.ts';

const timeoutMs = 15_000;

/** What a receipt may say: 1 delivered, 2 failed, 4 buffered, 8 accepted by the network, 16 rejected by it. */
const allReceipts = '31';

/** Settings of a Kannel gateway. */
export interface KannelOptions {
  /** Address of its smsbox with user and password, `http://user:password@127.0.0.1:13013`. */
  url: string;
  /** Sender shown on the phone: a registered brand name, or a number. */
  from?: string | undefined;
  /** Where Kannel reaches this server with receipts, `http://127.0.0.1:4180`. */
  callback: string;
  perMinute: number;
  secrets: Secrets;
}

/**
 * A Kannel gateway (kannel.org), over the HTTP interface of its smsbox. Sent as a text body, so that neither number
 * nor password are in an address. Kannel does not recognize a repeated message.
 */
export function kannelProvider({ url, from, callback, perMinute, secrets }: KannelOptions): MessageProvider {
  const { username, password, origin } = new URL(url);
  const credentials = {
    'X-Kannel-Username': decodeURIComponent(username),
    'X-Kannel-Password': decodeURIComponent(password),
  };
  return {
    ...{ name: 'kannel', channel: 'sms', isIdempotent: false, perMinute, acceptsPushes: true },
    async send({ id, recipient, words }) {
      const isGsm7 = smsLength(words).encoding === 'gsm7';
      const response = await fetch(`${origin}/cgi-bin/sendsms`, {
        method: 'POST',
        headers: {
          'Content-Type': 'text/plain; charset=UTF-8',
          ...credentials,
          ...(from && { 'X-Kannel-From': from }),
          'X-Kannel-To': recipient,
          // Without it, Kannel replaces what GSM-7 lacks by question marks.
          'X-Kannel-Coding': isGsm7 ? '0' : '2',
          'X-Kannel-DLR-Mask': allReceipts,
          // Kannel fills in the type of the receipt.
          'X-Kannel-DLR-Url': `${callback}/providers/kannel/receipt/${secrets.signToken('receipt', id)}?type=%d`,
        },
        body: words,
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
      }).catch((error: unknown) => {
        throw failureOf(error);
      });
      await response.body?.cancel();
      // 202 also when it is queued because the network is away.
      if (response.status === 202) return;
      if (response.status >= 500) throw new SendFailed('later', `HTTP ${response.status}`);
      throw new SendFailed('rejected', `HTTP ${response.status}`);
    },
  };
}
