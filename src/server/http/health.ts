import { Hono } from 'hono';
import type { Database } from '../platform/database.ts';

/** How long an answer is cached, in ms: many load balancers may ask at once. */
const cacheMs = 500;

/** `GET /health`: 200 while the database answers, else 503; for load balancers and `motcua health`. */
export function health({ ping, kind }: Database): Hono {
  let last: { at: number; isWell: Promise<boolean> } | undefined;
  return new Hono().get('/', async c => {
    c.header('Cache-Control', 'no-store');
    if (!last || performance.now() - last.at > cacheMs)
      last = {
        at: performance.now(),
        isWell: ping().then(
          () => true,
          () => false,
        ),
      };
    const isHealthy = await last.isWell;
    return c.json({ status: isHealthy ? 'ok' : 'unavailable', database: kind }, isHealthy ? 200 : 503);
  });
}
