import { esbuildPlugin } from '@web/dev-server-esbuild';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { readFileSync } from 'node:fs';
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

/** Built files as they are: the plugins below would compile them again, and their hashes would no longer match. */
function dist(context, next) {
  if (!/^\/dist\/[\w-]+\.js$/.test(context.path)) return next();
  context.type = 'text/javascript';
  context.body = readFileSync(`.${context.path}`);
}

/** `WIDGETS=dist` tests the built library instead of the sources. */
const built = {
  name: 'built-library',
  resolveImport: ({ source }) =>
    process.env.WIDGETS === 'dist' && source.endsWith('/library.ts') ? './built-library.ts' : undefined,
};

export default {
  files: 'test/{core,widgets}/**/*.test.ts',
  nodeResolve: true,
  // A page in the background has slow timers and no focus.
  concurrency: 1,
  plugins: [built, esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'tsconfig.json' })],
  middleware: [api, dist],
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
