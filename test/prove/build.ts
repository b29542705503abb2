import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Builds twice, in two folders: every file of `dist/` is identical, and the package is valid for npm users. With
 * `DIST_BUILT=1` what stands in `dist/` is the first of the two.
 */
export default async function build(): Promise<string> {
  const copy = mkdtempSync(join(tmpdir(), 'motcua-build-'));
  try {
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' });
    for (const file of files.trim().split('\n')) if (existsSync(file)) cpSync(file, join(copy, file));
    symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
    const [first, second] = await Promise.all([
      process.env['DIST_BUILT'] ? hashesIn('.') : buildIn('.'),
      buildIn(copy),
    ]);
    assert.deepEqual(second, first);
    return check(first);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function check(first: Record<string, string>): string {
  execFileSync('node_modules/.bin/publint', ['--strict', '--pack', 'false'], { stdio: 'inherit' });
  for (const file of readdirSync('dist').filter(name => name.endsWith('.js'))) {
    const text = readFileSync(join('dist', file), 'utf8');

    assert.ok(/^[\x00-\x7f]*$/.test(text), `${file} is not ASCII`);
  }
  return `${Object.keys(first).length} files, the same in two builds, all scripts ASCII`;
}

async function buildIn(folder: string): Promise<Record<string, string>> {
  await promisify(execFile)(process.execPath, ['build/build.ts'], { cwd: folder });
  return hashesIn(folder);
}

function hashesIn(folder: string): Record<string, string> {
  const dist = join(folder, 'dist');
  return Object.fromEntries(
    readdirSync(dist, { recursive: true, encoding: 'utf8' })
      .sort()
      .filter(file => statSync(join(dist, file)).isFile())
      .map(file => [
        file,
        createHash('sha256')
          .update(readFileSync(join(dist, file)))
          .digest('hex'),
      ]),
  );
}
