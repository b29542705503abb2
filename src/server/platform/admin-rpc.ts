import { createHash } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Admin commands of the running server, by name. Each takes one text argument and resolves with text. */
export type AdminCommands = Record<string, (argument: string) => Promise<string>>;

const maxSocketPath = 100;

/**
 * Has the process that holds the lock of a folder run an admin command, over the lock socket.
 * @returns undefined when no process holds the lock
 * @throws with the message of the command when it fails
 */
export async function callRunningServer(folder: string, name: string, argument = ''): Promise<string | undefined> {
  const path = socketPath(folder);
  if (!(await currentHolder(path))) return undefined;
  const { status, text } = await sendCommand(path, name, argument);
  if (status !== 200) throw new Error(text || `the running server cannot do ${name}`);
  return text;
}

export function socketPath(folder: string): string {
  const path = join(resolve(folder), 'motcua.sock');
  if (path.length <= maxSocketPath) return path;
  return join(tmpdir(), `motcua-${createHash('sha256').update(path).digest('hex').slice(0, 16)}.sock`);
}

export async function currentHolder(path: string): Promise<string | undefined> {
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

export async function readText(stream: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += chunk;
  return text;
}
