import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { invalidInput, ProblemError } from '../platform/problem.ts';

/** A dot or two between slashes, however they are encoded (URL standard, 4.4). */
const dotSegments = /(?:^|[/\\])(?:\.|%2e){1,2}(?:[/\\?#]|$)/i;

/**
 * Refuses paths with dot segments as they came over the wire, and addresses with NUL, which no database stores. By the time a route is chosen they are resolved: a proxy that
 * guards `/desk/` would let `/desk/%2e%2e/api/` pass for it, or the other way round.
 */
export const safePath: MiddlewareHandler = async (c, next) => {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  const path = (incoming?.url ?? '').replace(/^https?:\/\/[^/]*/i, '').replace(/\?.*$/s, '');
  if (dotSegments.test(path)) throw new ProblemError('no-such-operation');
  if (/%00/i.test(c.req.url)) throw invalidInput('/', 'characters');
  return next();
};
