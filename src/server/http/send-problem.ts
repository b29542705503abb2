import type { Context } from 'hono';
import { type Problem, problems } from '../../contract/index.ts';
import { ProblemError } from '../platform/problem.ts';

/** Sends problem details (RFC 9457) with `no-store`; `retryAfter` is also sent as a header. */
export function sendProblem(c: Context, { slug, extensions }: ProblemError, docs: string): Response {
  const status = problems[slug];
  const problem: Problem = {
    type: `${docs}#${slug}`,
    title: slug,
    status,
    requestId: c.get('requestId'),
    ...extensions,
  };
  const headers: Record<string, string> = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' };
  if (extensions.retryAfter) headers['Retry-After'] = String(extensions.retryAfter);
  return c.body(JSON.stringify(problem), status, headers);
}
