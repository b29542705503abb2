import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './browser.ts';

/** A device on a line. */
export interface Device {
  width: number;
  height: number;
  /** Bytes a second. */
  throughput: number;
  /** Milliseconds. */
  latency: number;
  /** How many times slower than this machine. */
  slowdown: number;
}

/** A page with an empty cache. */
export interface BarePage {
  evaluate<T>(expression: string): Promise<T>;
  /** Waits up to 60 s for an expression to be true. */
  until(expression: string): Promise<void>;
  close(): Promise<void>;
}

export interface BareBrowser {
  /**
   * @param cookie set before, as `name=value`, for the path of the URL
   * @param script runs before every script of the page
   */
  open(url: string, device: Device, more?: { cookie?: string; script?: string }): Promise<BarePage>;
  close(): void;
}

interface Answer {
  id?: number;
  result?: never;
  error?: { message: string };
}

/**
 * A browser for measuring. Of the DevTools protocol only the throttling is switched on: what Playwright listens to
 * besides (console, stacks of requests) makes V8 read large scripts a second time and doubles their longest task.
 */
export async function bareBrowser(): Promise<BareBrowser> {
  const { executablePath, args, env } = await findBrowser();
  const profile = mkdtempSync(join(tmpdir(), 'bare-browser-'));
  const own = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const child = spawn(executablePath, [...args, ...own], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.once('exit', () => reject(new Error(output)));
    child.stderr.on('data', data => {
      output += String(data);
      const [found] = /ws:\/\/\S+/.exec(output) ?? [];
      if (found) resolve(found);
    });
  });
  const send = await connect(address);

  return {
    async open(url, { width, height, throughput, latency, slowdown }, { cookie, script } = {}) {
      const { browserContextId } = await send<{ browserContextId: string }>('Target.createBrowserContext');
      const target = { url: 'about:blank', browserContextId, width, height };
      const { targetId } = await send<{ targetId: string }>('Target.createTarget', target);
      const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
      const line = { offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput };
      await send('Network.enable', {}, sessionId);
      await send('Network.emulateNetworkConditions', line, sessionId);
      await send('Emulation.setCPUThrottlingRate', { rate: slowdown }, sessionId);
      const [name, value] = cookie?.split('=') ?? [];
      if (name) await send('Network.setCookie', { name, value, url }, sessionId);
      if (script) await send('Page.enable', {}, sessionId);
      if (script) await send('Page.addScriptToEvaluateOnNewDocument', { source: script }, sessionId);
      await send('Page.navigate', { url }, sessionId);
      const evaluate = async <T>(expression: string): Promise<T> => {
        const call = { expression, returnByValue: true };
        return (await send<{ result: { value: T } }>('Runtime.evaluate', call, sessionId)).result.value;
      };
      return {
        evaluate,
        async until(expression) {
          for (let waited = 0; !(await evaluate(`Boolean(globalThis.${expression})`)); waited += 100) {
            if (waited > 60_000) throw new Error(`${expression} is not true after a minute`);
            await new Promise(resolve => setTimeout(resolve, 100));
          }
        },
        close: () => send('Target.disposeBrowserContext', { browserContextId }),
      };
    },
    close() {
      child.removeAllListeners('exit');
      child.once('exit', () => rmSync(profile, { recursive: true, force: true }));
      child.kill();
    },
  };
}

async function connect(address: string) {
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error(`no connection to ${address}`));
  });
  let last = 0;
  const waiting = new Map<number, PromiseWithResolvers<never>>();
  socket.onmessage = ({ data }) => {
    const { id, result, error } = JSON.parse(String(data)) as Answer;
    const call = waiting.get(id ?? 0);
    waiting.delete(id ?? 0);
    if (error) call?.reject(new Error(error.message));
    else call?.resolve(result as never);
  };
  return <T = void>(method: string, params: object = {}, sessionId?: string): Promise<T> => {
    const call = Promise.withResolvers<never>();
    waiting.set(++last, call);
    socket.send(JSON.stringify({ id: last, method, params, sessionId }));
    return call.promise;
  };
}
