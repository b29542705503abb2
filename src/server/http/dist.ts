import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { compress } from 'hono/compress';

/**
 * Serves the built widgets to any origin. `/dist/<version>/<file>` is immutable and cached for a year; `/dist/<file>`
 * is the channel, revalidated each time.
 */
export function serveDist(folder: string): Hono {
  const app = new Hono();
  app.use(compress());
  app.use(async (c, next) => {
    await next();
    c.header('Access-Control-Allow-Origin', '*');
    const versioned = /\/dist\/\d/.test(c.req.path);
    c.header('Cache-Control', versioned && c.res.ok ? 'public, max-age=31536000, immutable' : 'no-cache');
  });
  app.use(serveStatic({ root: folder, precompressed: true, rewriteRequestPath: path => path.replace(/^\/dist/, '') }));
  return app;
}
