import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './support/browser.ts';
import { keepDatabases, monday } from './support/database.ts';

/** The embedded database is compiled anew in each process: compiled quickly and not again, it takes half the work. */
const quick = '--liftoff-only';

/** The groups of tests, in the order in which they run; `npm test -- server journeys` runs some. */
const groups: Record<string, string[]> = {
  build: ['build/build.ts'],
  domain: ['--test', 'test/domain/*.test.ts'],
  contract: ['--test', '--test-force-exit', 'test/contract/*.test.ts'],
  mapping: ['--test', 'test/mapping/*.test.ts'],
  server: [quick, '--test', '--test-force-exit', '--test-concurrency=2', 'test/server/**/*.test.ts'],
  widgets: [quick, 'node_modules/@web/test-runner/dist/bin.js'],
  journeys: [quick, '--test', '--test-force-exit', '--test-concurrency=3', 'test/journeys/*.test.ts'],
};

/** Waits for timers half of its time: it runs beside the group before it. */
const beside = 'widgets';

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !(name in groups));
if (unknown.length)
  throw new Error(`no such group: ${unknown.join(', ')} (there are ${Object.keys(groups).join(', ')})`);

// Found, or unpacked, once: the groups get the path.
const { executablePath } = await findBrowser();
if (process.env['CHROME'] === undefined)
  process.env['CHROME'] = executablePath.startsWith('/tmp/') ? 'packaged' : executablePath;

const folder = mkdtempSync(join(tmpdir(), 'motcua-test-'));
const embedded = ['server', 'widgets', 'journeys'].some(name => !wanted.length || wanted.includes(name));
if (embedded && !process.env['TEST_DATABASE_URL']) {
  await keepDatabases(folder, [monday, new Date()]);
  process.env['TEST_DATABASES'] = folder;
}

let passed = 0;
let failed = 0;
const names = Object.keys(groups).filter(name => !wanted.length || wanted.includes(name));
for (const [i, name] of names.entries()) {
  if (name === beside && i) continue;
  const next = names[i + 1];
  const other = next === beside ? run(next, false) : undefined;
  for (const { code, output } of [await run(name), ...(other ? [await other] : [])]) {
    const [pass, fail] = countsIn(output);
    passed += pass;
    failed += fail || (code ? 1 : 0);
  }
}
console.log(`\n${passed} passed, ${failed} failed`);
rmSync(folder, { recursive: true });
process.exitCode = failed ? 1 : 0;

/** @param live whether what it says is shown at once, or when it has ended */
function run(name: string, live = true): Promise<{ code: number; output: string }> {
  return new Promise(resolve => {
    const head = `\n== ${name}\n`;
    if (live) process.stdout.write(head);
    const child = spawn(process.execPath, groups[name]!, { stdio: ['ignore', 'pipe', 'inherit'] });
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
