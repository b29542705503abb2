import fc from 'fast-check';
import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { foreign, lookupMap } from '../../support/foreign.ts';
import { apiRequests, bookOne, checkApi, learnSlots, sampleValues } from './api.ts';
import { checkDesk, deskTries } from './desk.ts';
import { checkRaw, rawRequests } from './raw.ts';

/** A response, read to its end. */
export interface Answered {
  status: number;
  headers: Headers;
  text: string;
}
export type Ask = (path: string, init?: RequestInit) => Promise<Answered>;

/** A longer request hangs; speed is not judged here. */
const hang = 30_000;
/** Concurrent requests. */
const atOnce = 4;
/** Requests are generated in batches, from the values known so far. */
const round = 100;

export interface Fuzzed {
  requests: number;
  slowest: { ms: number; what: string };
  /** p99 of `/health` while the server is fuzzed, and of an idle server, in ms. */
  health: number;
  idle: number;
  /** Longest block of the event loop after start-up, in ms. */
  longest: number;
  byStatus: Record<string, number>;
}

/**
 * Fuzzes a server: requests of the OpenAPI document, forms of the officers' site, raw bytes.
 * @param databases connection strings of the fuzzed server and the idle one; PGlite by default
 * @throws with each request whose answer was wrong
 */
export async function fuzz(count: number, seed: number, databases: readonly string[] = []): Promise<Fuzzed> {
  const other = await foreign(({ url }) =>
    url.includes('A-1') ? { code: 'A-1', phone: '0912345678', name: 'Trần Văn An', due: '9999-12-31' } : {},
  );
  const map = JSON.stringify(lookupMap(other.url));
  const server = await start({ MAP: map, DATABASE_URL: databases[0] ?? '' });
  const beside = await start({ DATABASE_URL: databases[1] ?? '' });
  const wrong: string[] = [];
  const slowest = { ms: 0, what: '' };
  const byStatus: Record<string, number> = {};
  const ask: Ask = async (path, init = {}) => {
    const begun = performance.now();
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
      ...init,
      signal: AbortSignal.timeout(hang),
    });
    const text = await answer.text();
    const ms = performance.now() - begun;
    if (ms > slowest.ms) Object.assign(slowest, { ms, what: `${init.method ?? 'GET'} ${path.slice(0, 80)}` });
    byStatus[answer.status] = (byStatus[answer.status] ?? 0) + 1;
    return { status: answer.status, headers: answer.headers, text };
  };
  const [health, idle] = [watch(server.port), watch(beside.port)];
  const learnt = sampleValues(server.codes);
  await learnSlots(ask, learnt);
  let done = 0;
  try {
    for (let nth = 0; done < count; nth++) {
      await bookOne(ask, learnt, nth);
      const kinds = fc.sample(fc.nat(99), { seed: seed + nth, numRuns: Math.min(round, count - done) });
      const api = fc.sample(apiRequests(learnt), { seed: seed + nth, numRuns: round });
      const desk = fc.sample(deskTries, { seed: seed + nth, numRuns: round });
      const raw = fc.sample(rawRequests, { seed: seed + nth, numRuns: round });
      await inTurns(kinds, async (kind, i) => {
        const [what, found] =
          kind < 70
            ? [api[i], await checkApi(ask, learnt, api[i]!).catch(told)]
            : kind < 92
              ? [desk[i], await checkDesk(ask, server.officer, desk[i]!).catch(told)]
              : [raw[i], await checkRaw(server.port, raw[i]!).catch(told)];
        if (found) wrong.push(`${found}\n  ${shown(what)}`);
      });
      done += kinds.length;
      assert.ok(wrong.length < 20, wrong.join('\n'));
    }
    const { longest, faults } = await stats(server.child);
    assert.deepEqual(wrong, [], `seed ${seed}: ${wrong.length} wrong answers\n${wrong.join('\n')}`);
    assert.deepEqual(faults, [], 'errors in the log');
    return { requests: done, slowest, health: await health(), idle: await idle(), longest, byStatus };
  } finally {
    for (const { child } of [server, beside]) child.kill('SIGKILL');
    other.close();
  }
}

const told = (error: unknown): string => `no answer: ${String(error)} ${String((error as Error).cause ?? '')}`;

const shown = (what: unknown): string =>
  JSON.stringify(what, (key, value: unknown) => (key === 'operation' ? (value as { name: string }).name : value)).slice(
    0,
    600,
  );

async function inTurns<T>(items: readonly T[], work: (item: T, nth: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < items.length) {
        const nth = next++;
        await work(items[nth]!, nth);
      }
    }),
  );
}

interface Started {
  child: ChildProcess;
  port: number;
  /** Headers of an officer. */
  officer: Record<string, string>;
  /** Codes of the sample dossiers. */
  codes: string[];
}

async function start(env: Record<string, string>): Promise<Started> {
  const child = fork(join(import.meta.dirname, 'server.ts'), {
    env: { ...process.env, ...env, TEST_DATABASE_URL: '' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [said] = (await once(child, 'message')) as [Omit<Started, 'child'>];
  return { child, ...said };
}

async function stats(child: ChildProcess): Promise<{ longest: number; faults: unknown[] }> {
  const answer = once(child, 'message', { signal: AbortSignal.timeout(hang) });
  child.send('stats');
  const [said] = (await answer) as [{ longest: number; faults: unknown[] }];
  return said;
}

/** Polls a server's health; returns the p99 in ms. */
function watch(port: number): () => Promise<number> {
  const times: number[] = [];
  let over = false;
  const watching = (async () => {
    while (!over) {
      const begun = performance.now();
      const answer = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(hang) });
      await answer.text();
      assert.equal(answer.status, 200, 'health');
      times.push(performance.now() - begun);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  })();
  watching.catch(() => {});
  return async () => {
    over = true;
    await watching;
    return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
  };
}
