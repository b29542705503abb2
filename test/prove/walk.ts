import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { freePort } from '../support/free-port.ts';

const root = join(import.meta.dirname, '../..');

/** Made by commands, or not of the repository. */
const left = /^(?:data|dist|\.git|storybook-static)$|(?:^|\/)node_modules$/;

/** After this the commands are ended. */
const maxMs = 15 * 60_000;

/** What the commands have to print, in this order. */
const printed = [
  /Đã tạo Phường Vũng Tàu \(26506\)/,
  /mã dùng một lần \S{20,}/,
  /Không có gì thay đổi\./,
  /thêm cơ quan 26506\.kp4/,
  /Đã làm 2 thay đổi\./,
  /"name":"Ủy ban nhân dân Phường Vũng Tàu"/,
  /"services":\[\{"id":"26506\./,
];

/** The commands of the walk in docs/operate.md, as they stand, in a copy of this repository without what was installed. */
export default async function walk(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-walk-'));
  try {
    await cp(root, folder, { recursive: true, filter: source => !left.test(relative(root, source)) });
    const blocks = commandsIn(await readFile(join(folder, 'docs/operate.md'), 'utf8'));
    assert.ok(blocks.length > 6, 'the walk has commands');
    const start = Date.now();
    const { code, output } = await run(blocks.join('\n'), folder);
    assert.equal(code, 0, output);
    let rest = output;
    for (const words of printed) {
      const at = rest.search(words);
      assert.ok(at >= 0, `${words} is not printed: ${rest}`);
      rest = rest.slice(at);
    }
    return `${blocks.length} blocks of commands in ${Math.round((Date.now() - start) / 1000)} s`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The `sh` blocks of the walk. */
function commandsIn(text: string): string[] {
  const [, section = ''] = /^## From an empty machine to a live page\n(.*?)^## /ms.exec(text) ?? [];
  return [...section.matchAll(/^( *)```sh\n(.*?)^ *```$/gms)].map(([, indent = '', block = '']) =>
    block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
}

/** Runs commands one after the other, until the first that fails; ends what they have started. */
async function run(script: string, cwd: string): Promise<{ code: number | null; output: string }> {
  // A new machine knows nothing of how this process was started.
  const own = Object.entries(process.env).filter(([name]) => !/^(?:npm_|NODE_|MOTCUA_|DATABASE_URL$|CI$)/.test(name));
  const env = { ...Object.fromEntries(own), PORT: String(await freePort()), npm_config_prefer_offline: 'true' };
  // In a group of its own, so that the server ends too.
  const shell = spawn('bash', ['-e', '-o', 'pipefail', '-c', script], { cwd, env, detached: true });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr])
    stream.on('data', (part: Buffer) => {
      output += part.toString();
    });
  const signalAll = (signal: NodeJS.Signals | 0) => {
    try {
      return process.kill(-shell.pid!, signal);
    } catch {
      return false;
    }
  };
  const timer = setTimeout(() => signalAll('SIGKILL'), maxMs);
  const code = await new Promise<number | null>(resolve => shell.on('exit', resolve));
  clearTimeout(timer);
  signalAll('SIGTERM');
  // The server still writes: its folder is removed after it.
  for (let tries = 0; tries < 100 && signalAll(0); tries++) await new Promise(resolve => setTimeout(resolve, 100));
  signalAll('SIGKILL');
  return { code, output };
}
