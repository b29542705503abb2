import { createHash, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * One process per embedded database: two would silently lose rows. The lock is a socket in the folder that its holder
 * listens on, so it dies with the process, however that ends; commands use the same socket to have the running server
 * do their work.
 */
export interface Lock {
  release(): Promise<void>;
}

/** Work that the running server does for a command: named, with text in and text out. */
export type AdminCommands = Record<string, (argument: string) => Promise<string>>;

export class FolderInUse extends Error {
  constructor(folder: string) {
    super(`another process is using ${folder}`);
  }
}

const maxSocketPath = 100;

/** Takes the lock of a folder. Throws `FolderInUse` when somebody alive holds it. */
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
  // Two starters may both have found a dead socket: the later one owns the path now.
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

/** Has the process that holds a folder do an errand; undefined when nobody holds it. Throws what the errand threw. */
export async function callRunningServer(folder: string, name: string, argument = ''): Promise<string | undefined> {
  const path = socketPath(folder);
  if (!(await currentHolder(path))) return undefined;
  const { status, text } = await sendCommand(path, name, argument);
  if (status !== 200) throw new Error(text || `the running server cannot do ${name}`);
  return text;
}

function socketPath(folder: string): string {
  const path = join(resolve(folder), 'motcua.sock');
  if (path.length <= maxSocketPath) return path;
  return join(tmpdir(), `motcua-${createHash('sha256').update(path).digest('hex').slice(0, 16)}.sock`);
}

function listen(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(path, () => resolve(true));
  });
}

async function currentHolder(path: string): Promise<string | undefined> {
  return sendCommand(path, 'holder', '').then(
    ({ text }) => text,
    () => undefined,
  );
}

function sendCommand(socketPath: string, name: string, argument: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path: `/${name}`, method: 'POST' }, async answer => {
      resolve({ status: answer.statusCode ?? 0, text: await readText(answer) });
    })
      .on('error', reject)
      .end(argument);
  });
}

async function readText(stream: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += chunk;
  return text;
}
