import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { randomInt } from 'node:crypto';

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

/** What a message of these may say comes from our own code; all others may repeat what somebody typed. */
const safeErrorNames = ['TypeError', 'ReferenceError', 'AssertionError'];

/** An unforeseen error as the log may have it: what and where, not with which values. */
export function errorFields(error: Error): Record<string, unknown> {
  const { name, message, stack = '', cause } = error;
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  return {
    error: name,
    ...(safeErrorNames.includes(name) && { message: message.slice(0, 300) }),
    code,
    constraint,
    table,
    at: stack
      .split('\n')
      .filter(line => /^\s+at /.test(line))
      .slice(0, 12),
    ...(cause instanceof Error && { cause: errorFields(cause) }),
  };
}

/** The log of a server: JSON lines on standard output. */
export const logToStdout: Log = line => process.stdout.write(`${JSON.stringify(line)}\n`);
