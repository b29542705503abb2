import type { Hono } from 'hono';
import { dutyList } from '../../contract/index.ts';
import { addDays, dayOf } from '../../domain/calendar.ts';
import type { AppContext, Router } from '../http/router.ts';
import { ProblemError } from '../platform/problem.ts';
import { dutyFeed } from './calendar-feed.ts';
import { readRoster } from './roster.ts';

export function dutyRoutes(router: Router): void {
  // Not cached: widgets rely on the server's clock in it.
  router.read(dutyList, (input, { app: { db }, now }) => readRoster(db, input, now));
}

/** Days before today in the feed, so that calendars drop duties that were swapped. */
const before = 7;

/** The roster as a calendar feed. */
export function dutyFeeds(api: Hono, { db, clock }: AppContext): void {
  api.get('/agencies/:agency/duties.ics', async c => {
    const { agency } = c.req.param();
    const place = c.req.query('place');
    if (!/^[\w.:-]+$/.test(agency)) throw new ProblemError('agency-not-found');
    const now = clock();
    const roster = await readRoster(
      db,
      { agency, ...(place && { place }), from: addDays(dayOf(now), -before), to: addDays(dayOf(now), 23) },
      now,
    );
    c.header('Cache-Control', 'public, max-age=900');
    return c.body(dutyFeed(roster), 200, { 'Content-Type': 'text/calendar; charset=utf-8' });
  });
}
