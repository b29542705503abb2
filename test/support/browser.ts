import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How tests start a browser. */
export interface Browser {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

const installed = [
  process.env['CHROME'],
  // Headless shell: the same engine for half the CPU time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Works in a closed network, and as root. */
const args = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-dev-shm-usage',
];

/** An installed Chrome, Chromium or Edge; else the one of an npm package, with libraries and fonts. */
export async function findBrowser(): Promise<Browser> {
  const found = process.env['CHROME'] === 'packaged' ? undefined : installed.find(path => path && existsSync(path));
  return found ? { executablePath: found, args, env: environment() } : packagedBrowser();
}

function environment(): Record<string, string> {
  const set = Object.entries(process.env).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set) as Record<string, string>;
}

/** The Chromium of an npm package, with its libraries and fonts: the same on every machine. */
export async function packagedBrowser(): Promise<Browser> {
  const env = environment();
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  const bin = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin');
  const executablePath = await chromium.executablePath(bin);
  const libraries = join(await inflate(join(bin, 'al2023.tar.br')), 'lib');
  return {
    executablePath,
    args: [...args, '--no-zygote', '--headless'],
    env: {
      ...env,
      LD_LIBRARY_PATH: libraries,
      FONTCONFIG_PATH: join(tmpdir(), 'fonts'),
      HOME: env['HOME'] ?? tmpdir(),
    },
  };
}
