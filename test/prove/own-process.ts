import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Starts a server process on a PostgreSQL database. */
export async function ownProcess(url: string, connections = 50): Promise<{ port: number; child: ChildProcess }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'contention-server.ts')], {
    env: { ...process.env, DATABASE_URL: url, CONNECTIONS: String(connections) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', data => resolve(Number(/listening (\d+)/.exec(String(data))?.[1])));
    child.once('exit', () => reject(new Error('the server did not start')));
  });
  return { port, child };
}

/**
 * Runs a proof on PGlite in another process, beside the same proof on PostgreSQL: PGlite would block this one.
 * @returns its output
 */
export async function onPgliteElsewhere(proof: string): Promise<string> {
  const { TEST_DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run.ts'), proof], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill());
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  assert.equal(code, 0, said);
  return said.split('\n')[0]!;
}
