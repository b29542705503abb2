import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Builds twice: every file of `dist/` is the same to the byte, and the package is sound for those who install it. */
export default async function build(): Promise<string> {
  const first = buildOnce();
  const second = buildOnce();
  assert.deepEqual(second, first);
  execFileSync('node_modules/.bin/publint', ['--strict', '--pack', 'false'], { stdio: 'inherit' });
  for (const file of readdirSync('dist').filter(name => name.endsWith('.js'))) {
    const text = readFileSync(join('dist', file), 'utf8');

    assert.ok(/^[\x00-\x7f]*$/.test(text), `${file} is not ASCII`);
  }
  return `${Object.keys(first).length} files, the same in two builds, all scripts ASCII`;
}

function buildOnce(): Record<string, string> {
  execFileSync(process.execPath, ['build/build.ts'], { stdio: 'ignore' });
  return Object.fromEntries(
    readdirSync('dist', { recursive: true, encoding: 'utf8' })
      .sort()
      .filter(file => statSync(join('dist', file)).isFile())
      .map(file => [
        file,
        createHash('sha256')
          .update(readFileSync(join('dist', file)))
          .digest('hex'),
      ]),
  );
}
