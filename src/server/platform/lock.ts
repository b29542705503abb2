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
export type Errands = Record<string, (argument: string) => Promise<string>>;

export class FolderInUse extends Error {
  constructor(folder: string) {
    super(`another process is using ${folder}`);
  }
}

const longestSocketPath = 100;

/** Takes the lock of a folder. Throws `FolderInUse` when somebody alive holds it. */
export async function lockFolder(folder: string, errands: Errands = {}): Promise<Lock> {
  const path = socketOf(folder);
  const holder = randomUUID();
  const server = createServer(async (incoming, outgoing) => {
    const name = (incoming.url ?? '/').slice(1);
    if (name === 'holder') return void outgoing.end(holder);
    const errand = Object.hasOwn(errands, name) ? errands[name] : undefined;
    if (!errand) return void outgoing.writeHead(404).end();
    try {
      outgoing.end(await errand(await textOf(incoming)));
    } catch (error) {
      outgoing.writeHead(500).end(error instanceof Error ? error.message : String(error));
    }
  });

  if (!(await listen(server, path))) {
    if (await holderOf(path)) throw new FolderInUse(folder);
    await rm(path, { force: true });
    if (!(await listen(server, path))) throw new FolderInUse(folder);
  }
  // Two starters may both have found a dead socket: the later one owns the path now.
  await new Promise(done => setTimeout(done, 50));
  if ((await holderOf(path)) !== holder) {
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
export async function runErrand(folder: string, name: string, argument = ''): Promise<string | undefined> {
  const path = socketOf(folder);
  if (!(await holderOf(path))) return undefined;
  const { status, text } = await ask(path, name, argument);
  if (status !== 200) throw new Error(text || `the running server cannot do ${name}`);
  return text;
}

function socketOf(folder: string): string {
  const path = join(resolve(folder), 'motcua.sock');
  if (path.length <= longestSocketPath) return path;
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

async function holderOf(path: string): Promise<string | undefined> {
  return ask(path, 'holder', '').then(
    ({ text }) => text,
    () => undefined,
  );
}

function ask(socketPath: string, name: string, argument: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path: `/${name}`, method: 'POST' }, async answer => {
      resolve({ status: answer.statusCode ?? 0, text: await textOf(answer) });
    })
      .on('error', reject)
      .end(argument);
  });
}

async function textOf(stream: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += chunk;
  return text;
}
