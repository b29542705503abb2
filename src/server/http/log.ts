import { randomInt } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';

/** Takes one line of the log. A line never holds a URL, a body or a header: they may name a person. */
export type Log = (line: Record<string, unknown>) => void;

declare module 'hono' {
  interface ContextVariableMap {
    /** Names the request in the log and in every problem: eight digits that can be read out over the phone. */
    requestId: string;
  }
}

export function logRequests(log: Log): MiddlewareHandler {
  return async function logRequests(c, next) {
    const start = performance.now();
    const requestId = String(randomInt(10_000_000, 99_999_999));
    c.set('requestId', requestId);
    await next();
    log({
      time: new Date().toISOString(),
      requestId,
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      ms: Math.round(performance.now() - start),
    });
  };
}

/** The log of a server: JSON lines on standard output. */
export const logToStdout: Log = line => process.stdout.write(`${JSON.stringify(line)}\n`);
