import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './support/browser.ts';
import { keepDatabases, keepTemplates, monday } from './support/database.ts';

/** The embedded database is compiled anew in each process: compiled quickly and not again, it takes half the work. */
const quick = '--liftoff-only';
const node = ['--test', '--test-force-exit'];
const browser = [quick, 'node_modules/@web/test-runner/dist/bin.js'];

interface Group {
  /** Arguments of node. */
  command: string[];
  /** Test files; none for the build itself. */
  files: string[];
  /** Whether it needs the built files. */
  built?: boolean;
  /** Whether it needs a database. */
  database?: boolean;
}

/**
 * The groups of tests, in the order in which they run. `npm test -- server journeys` runs some,
 * `npm test -- test/server/http/edges.test.ts` a file.
 */
const groups: Record<string, Group> = {
  build: { command: ['build/build.ts'], files: [] },
  bundles: { command: node, files: ['test/build/*.test.ts'], built: true },
  domain: { command: ['--test'], files: ['test/domain/*.test.ts'] },
  contract: { command: node, files: ['test/contract/*.test.ts'], built: true, database: true },
  mapping: { command: ['--test'], files: ['test/mapping/*.test.ts'] },
  server: {
    command: [quick, ...node, '--test-concurrency=2'],
    files: ['test/server/**/*.test.ts'],
    built: true,
    database: true,
  },
  widgets: { command: browser, files: [], built: process.env['WIDGETS'] === 'dist', database: true },
  journeys: {
    command: [quick, ...node, '--test-concurrency=3'],
    files: ['test/journeys/*.test.ts'],
    built: true,
    database: true,
  },
};

/** Waits for timers half of its time: it runs beside the group before it. */
const beside = 'widgets';

const wanted = process.argv.slice(2);
const runs = wanted.some(name => name.endsWith('.test.ts')) ? runsOfFiles(wanted) : runsOfGroups(wanted);
if (!wanted.includes('build') && wanted.length && runs.some(({ built }) => built) && !isBuilt())
  runs.unshift({ name: 'build', ...groups['build']! });

// Found, or unpacked, once: the groups get the path.
const { executablePath } = await findBrowser();
if (process.env['CHROME'] === undefined)
  process.env['CHROME'] = executablePath.startsWith('/tmp/') ? 'packaged' : executablePath;

const folder = mkdtempSync(join(tmpdir(), 'motcua-test-'));
if (runs.some(({ database }) => database) && !process.env['TEST_DATABASE_URL']) {
  await keepDatabases(folder, [monday, new Date()]);
  process.env['TEST_DATABASES'] = folder;
}

const server = process.env['TEST_DATABASE_URL'];
const dropTemplates =
  server && runs.some(({ database }) => database) ? await keepTemplates(server, [monday, new Date()]) : undefined;

let passed = 0;
let failed = 0;
for (const [i, group] of runs.entries()) {
  if (group.name === beside && i) continue;
  const next = runs[i + 1];
  const other = next?.name === beside ? run(next, false) : undefined;
  for (const { code, output } of [await run(group), ...(other ? [await other] : [])]) {
    const [pass, fail] = countsIn(output);
    passed += pass;
    failed += fail || (code ? 1 : 0);
  }
}
console.log(`\n${passed} passed, ${failed} failed`);
await dropTemplates?.();
rmSync(folder, { recursive: true });
process.exitCode = failed ? 1 : 0;

interface Run extends Group {
  name: string;
}

function runsOfGroups(names: readonly string[]): Run[] {
  const unknown = names.filter(name => !(name in groups));
  if (unknown.length)
    throw new Error(`no such group: ${unknown.join(', ')} (there are ${Object.keys(groups).join(', ')})`);
  return Object.entries(groups)
    .filter(([name]) => !names.length || names.includes(name))
    .map(([name, group]) => ({ name, ...group }));
}

/** Files run as their group does, those of a group together. */
function runsOfFiles(files: readonly string[]): Run[] {
  const missing = files.filter(file => !existsSync(file));
  if (missing.length) throw new Error(`no such file: ${missing.join(', ')}`);
  const byGroup = new Map<string, string[]>();
  for (const file of files) {
    const folder = /^test\/(\w+)\//.exec(file)?.[1] ?? '';
    const name = { build: 'bundles', core: 'widgets' }[folder] ?? folder;
    if (!(name in groups)) throw new Error(`${file} is in no group of tests`);
    byGroup.set(name, [...(byGroup.get(name) ?? []), file]);
  }
  return [...byGroup].map(([name, files]) => {
    const group = groups[name]!;
    return group.command === browser
      ? { name, ...group, command: [...browser, '--files', ...files] }
      : { name, ...group, files };
  });
}

/** Whether the built files are newer than everything that they are made of. */
function isBuilt(): boolean {
  if (!existsSync('dist/build.json')) return false;
  const built = statSync('dist/build.json').mtimeMs;
  return ['src', 'build', 'rollup.config.js', 'package.json', 'package-lock.json'].every(
    path => newestIn(path) < built,
  );
}

function newestIn(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(
    stat.mtimeMs,
    ...readdirSync(path)
      .filter(name => name !== 'node_modules')
      .map(name => newestIn(join(path, name))),
  );
}

/** @param live whether what it says is shown at once, or when it has ended */
function run({ name, command, files }: Run, live = true): Promise<{ code: number; output: string }> {
  return new Promise(resolve => {
    const head = `\n== ${name}\n`;
    if (live) process.stdout.write(head);
    const child = spawn(process.execPath, [...command, ...files], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (data: Buffer) => {
      output += String(data);
      if (live) process.stdout.write(data);
    });
    child.on('close', code => {
      if (!live) process.stdout.write(head + output);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** What a runner says in its last lines: node's own, or the browser's. */
function countsIn(output: string): [passed: number, failed: number] {
  const last = (pattern: RegExp) => Number([...output.matchAll(pattern)].at(-1)?.[1] ?? 0);
  if (/ℹ tests \d+/.test(output)) return [last(/ℹ pass (\d+)/g), last(/ℹ fail (\d+)/g) + last(/ℹ cancelled (\d+)/g)];
  return [last(/(\d+) passed/g), last(/(\d+) failed/g)];
}
