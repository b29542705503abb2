import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AdminCommands } from './admin-rpc.ts';
import { currentHolder, readText, socketPath } from './admin-rpc.ts';

/**
 * Lock of the folder of an embedded database: two processes would silently lose rows. It is a Unix socket that the
 * holder listens on, so it disappears with the process, however that ends. Admin commands use the same socket.
 */
export interface Lock {
  release(): Promise<void>;
}

export class FolderInUse extends Error {
  constructor(folder: string) {
    super(`another process is using ${folder}`);
  }
}

/**
 * Takes the lock of a folder.
 * @throws FolderInUse when another process holds it
 */
export async function lockFolder(folder: string, commands: AdminCommands = {}): Promise<Lock> {
  const path = socketPath(folder);
  const holder = randomUUID();
  const server = createServer(async (incoming, outgoing) => {
    const name = (incoming.url ?? '/').slice(1);
    if (name === 'holder') return void outgoing.end(holder);
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) return void outgoing.writeHead(404).end();
    try {
      outgoing.end(await command(await readText(incoming)));
    } catch (error) {
      outgoing.writeHead(500).end(error instanceof Error ? error.message : String(error));
    }
  });

  if (!(await listen(server, path))) {
    if (await currentHolder(path)) throw new FolderInUse(folder);
    await rm(path, { force: true });
    if (!(await listen(server, path))) throw new FolderInUse(folder);
  }
  // Two processes may both have found a stale socket: the later one owns the path now.
  await new Promise(done => setTimeout(done, 50));
  if ((await currentHolder(path)) !== holder) {
    server.close();
    throw new FolderInUse(folder);
  }
  server.unref();
  return {
    release: () =>
      new Promise(done => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(path, () => resolve(true));
  });
}
