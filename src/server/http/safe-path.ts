import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { invalidInput, ProblemError } from '../platform/problem.ts';

/** Dot segments, however encoded (URL Standard, 4.4). */
const dotSegments = /(?:^|[/\\])(?:\.|%2e){1,2}(?:[/\\?#]|$)/i;

/**
 * Rejects raw paths with dot segments, and URLs with NUL. Routing sees resolved paths only: a proxy that protects
 * `/desk/` could otherwise be bypassed with `/desk/%2e%2e/api/`.
 */
export const safePath: MiddlewareHandler = async (c, next) => {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  const path = (incoming?.url ?? '').replace(/^https?:\/\/[^/]*/i, '').replace(/\?.*$/s, '');
  if (dotSegments.test(path)) throw new ProblemError('no-such-operation');
  if (/%00/i.test(c.req.url)) throw invalidInput('/', 'characters');
  return next();
};
