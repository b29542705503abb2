import { type ChildProcess, spawn } from 'node:child_process';
import { type OldChromium, unpacked } from '../hosts/old-chromium.ts';
import { findBrowser } from './browser.ts';
import { connect, pageAt, portOf } from './devtools.ts';

/** A television: a browser with a profile that survives a power cut, driven by the DevTools protocol. */
export interface Television {
  open(url: string): Promise<void>;
  run<T>(expression: string): Promise<T>;
  /** A picture of the page, as PNG. */
  shoot(): Promise<Buffer>;
  setOffline(isOffline: boolean): Promise<void>;
  /** Bytes of the heap, after a collection. */
  heap(): Promise<number>;
  /** Ends the browser at once, as a power cut does; the profile stays. */
  cutPower(): Promise<void>;
}

interface TelevisionOptions {
  profile: string;
  /** Today's Chromium by default. */
  version?: OldChromium | undefined;
  /** Runs before every script of a page. */
  script: string;
}

const size = '960,540';

/** Switches a television on. */
export async function television({ profile, version, script }: TelevisionOptions): Promise<Television> {
  const today = version ? undefined : await findBrowser();
  const own = version
    ? ['--no-sandbox', '--no-zygote', '--single-process', '--disable-gpu', '--disable-dev-shm-usage']
    : today!.args;
  const browser: ChildProcess = spawn(
    version ? unpacked(version) : today!.executablePath,
    [
      ...own,
      '--headless',
      '--remote-debugging-port=0',
      `--window-size=${size}`,
      `--user-data-dir=${profile}`,
      '--autoplay-policy=no-user-gesture-required',
      // Precise figures of the heap.
      '--enable-precise-memory-info',
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true, ...(today && { env: today.env }) },
  );
  const ask = await connect(await pageAt(await portOf(browser)));
  await ask('Page.enable', {});
  await ask('Network.enable', {});
  await ask('Page.addScriptToEvaluateOnNewDocument', { source: script });
  const run = async <T>(expression: string): Promise<T> => {
    const call = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await ask<{ result: { value: T }; exceptionDetails?: { text: string } }>(
      'Runtime.evaluate',
      call,
    );
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails).slice(0, 500));
    return result.value;
  };
  return {
    run,
    open: url => ask('Page.navigate', { url }),
    async shoot() {
      const { data } = await ask<{ data: string }>('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(data, 'base64');
    },
    setOffline: offline =>
      ask('Network.emulateNetworkConditions', {
        offline,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      }),
    async heap() {
      for (let i = 0; i < 3; i++) await ask('HeapProfiler.collectGarbage', {});
      return run('performance.memory.usedJSHeapSize');
    },
    async cutPower() {
      browser.removeAllListeners('exit');
      const gone = new Promise(resolve => browser.once('exit', resolve));
      // All processes of the browser at once.
      process.kill(-browser.pid!, 'SIGKILL');
      await gone;
    },
  };
}
