import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { randomInt } from 'node:crypto';

/** Takes one line of the log. Lines hold no URL, body or header: these may contain personal data. */
export type Log = (line: Record<string, unknown>) => void;

declare module 'hono' {
  interface ContextVariableMap {
    /** Identifies the request in the log and in problem details: eight digits that can be read out by phone. */
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

/** Their messages come from our own code; those of other errors may contain user input. */
const safeErrorNames = ['TypeError', 'ReferenceError', 'AssertionError'];

/** The fields of an unexpected error that may be logged: type, code and stack, no values. */
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

/** Logs JSON lines to standard output. */
export const logToStdout: Log = line => process.stdout.write(`${JSON.stringify(line)}\n`);
