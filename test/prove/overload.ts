import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { ward } from '../support/backend.ts';
import { service } from '../support/booking.ts';
import { dice } from './history/play.ts';

const connections = 1000;
/** A longer request has stalled. */
const stalled = 10_000;

/**
 * A thousand connections load one server without pause: it answers what it can and refuses the rest at once. Prints
 * the latency of answers, the share of refusals, and the latency of `/health` beside an idle server's.
 * @param ports the loaded server, and an idle one
 */
export async function overload([port, idle]: readonly [number, number], seconds: number): Promise<string> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const end = performance.now() + seconds * 1000;
  const times = { answered: [] as number[], refused: [] as number[] };
  const client = async (nth: number) => {
    const luck = dice(nth + 1);
    while (performance.now() < end) {
      const { path, body } = question(luck.next(), luck.below(28) + 1);
      const begun = performance.now();
      const answer = await ask(agent, port, path, `10.2.${nth % 250}.${(nth / 250) | 0}`, body);
      const took = performance.now() - begun;
      assert.ok(took < stalled, `${path} took ${took} ms`);
      if (answer.statusCode === 503) {
        assert.ok(Number(answer.headers['retry-after']) > 0, 'a refusal says when to come again');
        times.refused.push(took);
        // Browsers wait at least two seconds; these clients do not.
        await wait(200 + luck.next() * 200);
      } else {
        assert.ok([200, 404].includes(answer.statusCode ?? 0), `${answer.statusCode} of ${path}`);
        times.answered.push(took);
      }
    }
  };
  const [busy, calm] = [watch(port, end), watch(idle, end)];
  await Promise.all(Array.from({ length: connections }, (_, nth) => client(nth)));
  const health = { busy: await busy, calm: await calm };
  agent.destroy();
  const share = times.refused.length / (times.refused.length + times.answered.length);
  return [
    `${connections} connections without a pause, 1 server, ${seconds} s: ${times.answered.length} answered, p99 ${ms(times.answered)} ms; ${(share * 100).toFixed(0)} % refused, p99 ${ms(times.refused)} ms`,
    `/health p99 ${ms(health.busy)} ms, an idle server's in the same run ${ms(health.calm)} ms`,
  ].join('\n');
}

/** What citizens read: mostly days, some times, some dossiers. */
function question(luck: number, day: number): { path: string; body?: string } {
  const date = `2026-12-${String(day).padStart(2, '0')}`;
  const about = `/api/services/${service}`;
  const where = `agency=${ward}&place=26506.1`;
  if (luck < 0.6) return { path: `${about}/days?${where}&from=${date}&to=2026-12-31` };
  if (luck < 0.8) return { path: `${about}/slots?${where}&date=${date}` };
  const factor = { kind: 'phoneLast4', value: '0042' };
  return {
    path: '/api/dossiers/read',
    body: JSON.stringify({ agency: ward, code: `H29.132-261101-${(luck * 1e6) | 0}`, factor }),
  };
}

async function ask(agent: Agent, port: number, path: string, from = '', body?: string): Promise<IncomingMessage> {
  const headers = { 'X-Forwarded-For': from, ...(body && { 'Content-Type': 'application/json' }) };
  const sent = request({ port, path, agent, headers, method: body ? 'POST' : 'GET' });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  await text(answer);
  return answer;
}

/** Latency of `/health`, ten times a second. */
async function watch(port: number, end: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  while (performance.now() < end) {
    const begun = performance.now();
    assert.equal((await ask(agent, port, '/health')).statusCode, 200);
    times.push(performance.now() - begun);
    await wait(100);
  }
  agent.destroy();
  return times;
}

const ms = (times: number[]) => Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0);
