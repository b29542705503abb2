import type { MiddlewareHandler } from 'hono';
import { ProblemError } from '../platform/problem.ts';

interface LoadSheddingOptions {
  /**
   * Requests in flight above which new ones are rejected; an eighth of it while the event loop lags. 256 by default.
   */
  maxConcurrent?: number;
  /** Delay of a timer above which the event loop counts as lagging, in ms; 1000 by default. */
  lag?: number;
}

/** Sampling interval of the event loop, in ms. */
const sampleMs = 50;

/**
 * Load shedding: rejects requests with 503 and `Retry-After` when too many are in flight or the event loop lags, so
 * that accepted ones are answered in time. Mount `/health` before it.
 */
export function loadShedding({ maxConcurrent = 256, lag = 1000 }: LoadSheddingOptions = {}): MiddlewareHandler {
  let running = 0;
  let lagMs = 0;
  let sampledAt = performance.now();
  setInterval(() => {
    const now = performance.now();
    lagMs = Math.max(0, now - sampledAt - sampleMs);
    sampledAt = now;
  }, sampleMs).unref();

  return async function shed(_, next) {
    // The timer has not run yet while the loop is blocked.
    const currentLag = Math.max(lagMs, performance.now() - sampledAt - sampleMs);
    // An eighth is always accepted: their completion shows that the loop is free again.
    if (running >= maxConcurrent || (currentLag > lag && running >= maxConcurrent / 8))
      throw new ProblemError('unavailable', { retryAfter: 2 });
    running++;
    try {
      await next();
    } finally {
      running--;
    }
  };
}
