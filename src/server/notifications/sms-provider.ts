/** Sends one message and resolves when the provider has accepted it. Must be idempotent by `id`. */
export type SmsProvider = (message: { id: string; recipient: string; words: string }) => Promise<void>;

/**
 * A provider with an HTTP API: each message is a JSON POST with its id as `Idempotency-Key`. Times out after 15 s.
 * @param url address of the API
 */
export function httpSmsProvider(url: string): SmsProvider {
  return async ({ id, recipient, words }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': id },
      body: JSON.stringify({ id, to: recipient, text: words }),
      signal: AbortSignal.timeout(15_000),
      redirect: 'error',
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
  };
}
