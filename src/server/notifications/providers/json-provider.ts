import { failureOf, type MessageProvider, SendFailed } from './provider.ts';

const timeoutMs = 15_000;

interface JsonProviderOptions {
  /** 60 by default. */
  perMinute?: number | undefined;
}

/**
 * A provider of the operator's own: each message is a JSON POST `{id, to, text}` with its id as `Idempotency-Key`, so
 * that it may be repeated. Times out after 15 s.
 * @param url address of the API
 */
export function jsonProvider(url: string, { perMinute = 60 }: JsonProviderOptions = {}): MessageProvider {
  return {
    ...{ name: 'json', channel: 'sms', isIdempotent: true, perMinute, acceptsPushes: false },
    async send({ id, recipient, words }) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': id },
        body: JSON.stringify({ id, to: recipient, text: words }),
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
      }).catch((error: unknown) => {
        throw failureOf(error);
      });
      await response.body?.cancel();
      if (!response.ok) throw new SendFailed('later', `HTTP ${response.status}`);
    },
  };
}
