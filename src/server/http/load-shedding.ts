import type { MiddlewareHandler } from 'hono';
import { Refusal } from './problem.ts';

interface ShedOptions {
  /** Requests under way at once; more are refused, and more than an eighth of them while the event loop lags. */
  atOnce?: number;
  /** Milliseconds by which a timer may be late before requests are refused. */
  lag?: number;
}

/** How often the event loop is looked at, in ms. */
const every = 50;

/**
 * Refuses requests at once, with `Retry-After`, when more are under way than can be answered soon or the event loop lags:
 * those that are let in are answered in good time, and nobody waits for an answer that comes too late. What must always be
 * answered (`/health`) stands before it.
 */
export function shed({ atOnce = 256, lag = 1000 }: ShedOptions = {}): MiddlewareHandler {
  let running = 0;
  let late = 0;
  let looked = performance.now();
  setInterval(() => {
    const now = performance.now();
    late = Math.max(0, now - looked - every);
    looked = now;
  }, every).unref();

  return async function shed(_, next) {
    // What blocks the loop now has not let the timer look yet.
    const behind = Math.max(late, performance.now() - looked - every);
    // Some are always let in: by them it shows that the loop is free again.
    if (running >= atOnce || (behind > lag && running >= atOnce / 8))
      throw new Refusal('unavailable', { retryAfter: 2 });
    running++;
    try {
      await next();
    } finally {
      running--;
    }
  };
}
