import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { streamSSE } from 'hono/streaming';
import { clientAddress, networkOf } from '../http/address.ts';
import { RateLimit } from '../http/rate-limit.ts';
import type { AppContext } from '../http/router.ts';
import { ProblemError } from '../platform/problem.ts';
import type { ScreenRow } from '../platform/schema.ts';
import { deviceKey, hasDeviceToken } from './device-cookie.ts';
import { type LiveChange, LiveFeed, type LiveListener } from './live-feed.ts';
import { pairingCode } from './pairing.ts';
import { readReport, storeReport } from './report.ts';
import { screenLive } from './screen-live.ts';
import { serverAddress } from '../http/server-address.ts';
import type { ScreenOptions } from './screen-options.ts';
import { screenState } from './screen-state.ts';
import { TvFiles } from './tv-files.ts';

/** New devices of one network: an office has a few screens, and a mobile network is no office. */
const newDevices = { max: 60, seconds: 600 };
const maxReportBytes = 64 * 1024;
/** Proxies close a stream that is silent for a minute. */
const keepAliveMs = 20_000;
/** A stream ends after so long, and the screen opens another: none stays behind a proxy that has lost the device. */
const streamMs = 30 * 60_000;

/**
 * Screens of waiting halls under `/tv`. Page and files are the same for each; what an office shows comes only to a
 * device that one of its officers has paired, known by its cookie.
 */
export function tvPages(app: AppContext, { dist, publicUrl }: ScreenOptions): Hono {
  const { db, clock, trustedProxies } = app;
  const files = new TvFiles(dist);
  const feed = new LiveFeed(db);
  const newcomers = new RateLimit(newDevices);
  const pages = new Hono();

  pages.use('/state', compress());
  pages.get('/state', async c => {
    const now = clock();
    const screen = await screenOf(c);
    if (screen)
      return c.json(
        await screenState(db, screen, { base: serverAddress(c, app, publicUrl), build: await files.build(), now }),
      );
    const network = networkOf(clientAddress(c, trustedProxies));
    return c.json(await pairingCode(db, deviceKey(c, trustedProxies), now, () => newcomers.consume(network, now)));
  });

  pages.get('/live', etag(), async c => c.json(await screenLive(db, await paired(c), clock())));

  pages.get('/events', async c => {
    const screen = await paired(c);
    c.header('X-Accel-Buffering', 'no');
    c.header('Cache-Control', 'no-store');
    return streamSSE(c, async stream => {
      let wake = () => {};
      const changes = new Set<LiveChange>(['live']);
      const listener: LiveListener = {
        place: screen.place,
        tell(change) {
          changes.add(change);
          wake();
        },
      };
      const stop = feed.subscribe(listener);
      stream.onAbort(() => wake());
      const ends = Date.now() + streamMs;
      try {
        while (stop && !stream.aborted && Date.now() < ends) {
          if (changes.delete('state')) await stream.writeSSE({ event: 'state', data: '' });
          if (changes.delete('live')) {
            // It may show another place by now, or be removed: then the device asks again, and is told so.
            const row = await db
              .selectFrom('screen')
              .selectAll()
              .where('token_key', '=', screen.token_key)
              .executeTakeFirst();
            if (!row) break;
            listener.place = row.place;
            await stream.writeSSE({ event: 'live', data: JSON.stringify(await screenLive(db, row, clock())) });
          } else await stream.writeSSE({ event: 'ping', data: '' });
          if (changes.size || stream.aborted) continue;
          await new Promise<void>(resolve => {
            const timer = setTimeout(resolve, keepAliveMs).unref();
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
          });
        }
      } finally {
        stop?.();
      }
    });
  });

  pages.post('/report', bodyLimit({ maxSize: maxReportBytes, onError: tooLarge }), async c => {
    const screen = await paired(c);
    await storeReport(db, screen, await readReport(c), clock());
    return c.body(null, 204);
  });

  files.mount(pages);
  return pages;

  async function screenOf(c: Context): Promise<ScreenRow | undefined> {
    c.header('Cache-Control', 'no-cache');
    if (!hasDeviceToken(c)) return undefined;
    return db.selectFrom('screen').selectAll().where('token_key', '=', deviceKey(c, trustedProxies)).executeTakeFirst();
  }

  /** @throws ProblemError `not-signed-in` for a device that is not paired */
  async function paired(c: Context): Promise<ScreenRow> {
    const screen = await screenOf(c);
    if (!screen) throw new ProblemError('not-signed-in');
    return screen;
  }
}

const tooLarge = () => Promise.reject(new ProblemError('too-large'));
