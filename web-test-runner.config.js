import { esbuildPlugin } from '@web/dev-server-esbuild';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { Readable } from 'node:stream';
import { findBrowser } from './test/support/browser.ts';
import { backend } from './test/support/backend.ts';
import { testDatabase } from './test/support/database.ts';

const { executablePath, args, env } = await findBrowser();
const { app } = await backend(await testDatabase());

/** The backend that the widgets talk to is the real one, on the server of the test page. */
async function api(context, next) {
  if (!context.path.startsWith('/api/')) return next();
  const { method, headers, url } = context.request;
  const body = method === 'POST' ? Readable.toWeb(context.req) : undefined;
  const answer = await app.request(url, { method, headers, body, ...(body && { duplex: 'half' }) });
  context.status = answer.status;
  answer.headers.forEach((value, name) => context.set(name, value));
  context.body = Buffer.from(await answer.arrayBuffer());
}

export default {
  files: 'test/{core,widgets}/**/*.test.ts',
  nodeResolve: true,
  // A page in the background has slow timers and no focus.
  concurrency: 1,
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'tsconfig.json' })],
  middleware: [api],
  browsers: [
    puppeteerLauncher({
      launchOptions: {
        executablePath,
        args: [...args, '--autoplay-policy=no-user-gesture-required'],
        env,
        headless: true,
      },
    }),
  ],
  testFramework: { config: { timeout: 30_000 } },
};
