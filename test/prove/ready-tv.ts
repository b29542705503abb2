import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { createHash, randomBytes } from 'node:crypto';
import { createApp } from '../../src/server/app.ts';
import { listen } from '../../src/server/http/serve.ts';
import type { BareBrowser } from '../support/bare-browser.ts';
import type { Site } from '../support/site.ts';
import type { Line } from './ready.ts';

/**
 * How soon a paired screen of a hall plays its first film, in turn beside a bare page that sends the same requests: a
 * style sheet, a script of a few lines, the state, the film.
 */
export async function readyTv(
  { database }: Site,
  browser: BareBrowser,
  line: Line,
  runs: number,
): Promise<{ words: string; ratio: number }> {
  const token = randomBytes(32).toString('base64url');
  await database.db
    .insertInto('screen')
    .values({
      ...{ id: randomBytes(5).toString('hex'), agency: '26506', place: '26506.1', name: 'TV', paired_at: new Date() },
      token_key: createHash('sha256').update(token).digest(),
    })
    .execute();
  const app = new Hono();
  app.use('/tv/bare*', compress());
  app.get('/tv/bare', c => c.html(barePage));
  app.get('/tv/bare.css', c => c.body('video { width: 100% }', 200, { 'Content-Type': 'text/css' }));
  app.get('/tv/bare.js', c => c.body(bareScript, 200, { 'Content-Type': 'text/javascript' }));
  app.route('/', await createApp(database, { dist: 'dist' }));
  const server = await listen(app, { port: 0 });
  const times: Record<'/tv' | '/tv/bare', number[]> = { '/tv/bare': [], '/tv': [] };
  try {
    for (let run = 0; run < runs; run++)
      for (const path of ['/tv/bare', '/tv'] as const) {
        const device = { ...line, width: 1920, height: 1080 };
        const more = { cookie: `motcua-tv=${token}`, script: observer };
        const page = await browser.open(`http://localhost:${server.port}${path}`, device, more);
        await page.until('filmAt');
        times[path].push(await page.evaluate<number>('filmAt'));
        await page.close();
      }
  } finally {
    await server.stop();
  }
  const [bare, own] = [median(times['/tv/bare']), median(times['/tv'])];
  const ratio = own / bare;
  return {
    words: `screen of a hall: first picture of the film after ${Math.round(own)} ms, bare page ${Math.round(bare)} ms (${ratio.toFixed(2)} times)`,
    ratio,
  };
}

/** Notes when the film moves. */
const observer = `{
  const look = () => {
    const video = document.querySelector('video');
    if (video && video.currentTime > 0) window.filmAt = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}`;

const barePage = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>TV</title>
<link rel="stylesheet" href="/tv/bare.css"><script src="/tv/bare.js" defer></script><video muted playsinline></video>`;

const bareScript = `
  fetch('/tv/state', { credentials: 'same-origin' }).then(answer => answer.json()).then(({ guides, segments }) => {
    const video = document.querySelector('video');
    video.src = guides[segments[0].guides[0]].sources[0].url;
    video.play();
  });`;

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
