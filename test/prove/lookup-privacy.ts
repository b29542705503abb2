import assert from 'node:assert/strict';
import { createApp } from '../../src/server/app.ts';
import { listen } from '../../src/server/http/serve.ts';
import { backend, question } from '../support/backend.ts';
import { monday, testDatabase } from '../support/database.ts';

const tries = 1000;

/**
 * 2,000 wrong lookups over HTTP, half with an unknown code, half with a wrong factor, in random order: text, status
 * and time must not differ. Time is judged by the area under the ROC curve; 0.5 is blind guessing.
 */
export default async function lookupPrivacy(): Promise<string> {
  const database = await testDatabase();
  const { code } = await backend(database);
  const real = await code(42);
  // The clock advances by more than a day per try, so that the guess limit does not end the experiment.
  let now = monday.getTime();
  const app = await createApp(database, { clock: () => new Date((now += 25 * 3600_000)) });
  const server = await listen(app, { port: 0, host: '127.0.0.1' });

  const kinds = shuffle(Array.from({ length: 2 * tries }, (_, i) => (i % 2 ? 'code' : 'factor')));
  const times: Record<string, number[]> = { code: [], factor: [] };
  const answers = new Set<string>();
  const ask = async (kind: string, i: number) => {
    const body =
      kind === 'code' ? question(`H29.132-261118-${String(5000 + i)}`, 42) : question(real, (i % 9000) + 100);
    const start = performance.now();
    const response = await fetch(`http://127.0.0.1:${server.port}/api/dossiers/read`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    const time = performance.now() - start;
    const headers = [...response.headers]
      .filter(([name]) => name !== 'date')
      .map(([name, value]) => `${name}=${value.length}`);
    answers.add(`${response.status} ${text.replace(/"requestId":"\d{8}"/, '')} ${headers.join()}`);
    return time;
  };

  for (let i = 0; i < 20; i++) await ask('code', i);
  for (const [i, kind] of kinds.entries()) times[kind]?.push(await ask(kind, i));
  await server.stop();
  await database.close();

  assert.equal(answers.size, 1, [...answers].join('\n'));
  const auc = areaUnderCurve(times['code'] ?? [], times['factor'] ?? []);
  // Standard error of the area for two equal groups (Hanley and McNeil 1982): 0.0129 at 1,000 each; three of them.
  const error = Math.sqrt((2 * tries + 1) / (12 * tries * tries));
  assert.ok(Math.abs(auc - 0.5) < 3 * error, `the area is ${auc.toFixed(4)}`);
  return `${2 * tries} wrong look-ups: 1 answer; wrong code ${mean(times['code'])} ms, wrong factor ${mean(times['factor'])} ms; area under the curve ${auc.toFixed(4)} (0.5 is blind, allowed ±${(3 * error).toFixed(4)})`;
}

function areaUnderCurve(a: number[], b: number[]): number {
  const ranked = [...a.map(time => [time, 1] as const), ...b.map(time => [time, 0] as const)].sort(([x], [y]) => x - y);
  let ranks = 0;
  ranked.forEach(([, isA], index) => (ranks += isA ? index + 1 : 0));
  return (ranks - (a.length * (a.length + 1)) / 2) / (a.length * b.length);
}

const mean = (times: number[] = []) => (times.reduce((sum, time) => sum + time, 0) / times.length).toFixed(2);

function shuffle<T>(items: T[]): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
  return items;
}
