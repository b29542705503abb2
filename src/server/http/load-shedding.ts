import type { MiddlewareHandler } from 'hono';
import { ProblemError } from '../platform/problem.ts';

interface LoadSheddingOptions {
  /** Requests under way at once; more are refused, and more than an eighth of them while the event loop lags. */
  maxConcurrent?: number;
  /** Milliseconds by which a timer may be late before requests are refused. */
  lag?: number;
}

/** How often the event loop is looked at, in ms. */
const sampleMs = 50;

/**
 * Refuses requests at once, with `Retry-After`, when more are under way than can be answered soon or the event loop lags:
 * those that are let in are answered in good time, and nobody waits for an answer that comes too late. What must always be
 * answered (`/health`) stands before it.
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
    // What blocks the loop now has not let the timer look yet.
    const currentLag = Math.max(lagMs, performance.now() - sampledAt - sampleMs);
    // Some are always let in: by them it shows that the loop is free again.
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
