/** Sends one message and resolves when somebody took it over. Called again with the same id, it must not send twice. */
export type SmsProvider = (message: { id: string; recipient: string; words: string }) => Promise<void>;

/** A gateway behind an HTTP address: each message is a JSON POST whose `Idempotency-Key` is the message's id. */
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
