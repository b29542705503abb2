import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** Starts a server in a process of its own on a PostgreSQL database. */
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
