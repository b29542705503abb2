import { setTimeout as wait } from 'node:timers/promises';

/**
 * Runs an assertion again until it holds.
 * @throws what it throws after `patienceMs`
 */
export async function eventually(assertion: () => Promise<void> | void, patienceMs = 30_000): Promise<void> {
  for (const end = Date.now() + patienceMs; ; await wait(50))
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
}
