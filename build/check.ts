import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { checkDocs } from './docs.ts';
import { houseViolations } from './house-rules.ts';

/**
 * Static checks: types, lint, imports, house rules, format, generated docs. `npm run check -- --write` fixes what it
 * can.
 */
const write = process.argv.includes('--write');
const bin = (name: string, ...args: string[]) =>
  spawnSync(`node_modules/.bin/${name}`, args, { stdio: 'inherit' }).status === 0;

const violations = houseViolations();
for (const violation of violations) console.log(violation);

const results = {
  'house rules': !violations.length,
  types: bin('tsc', '-p', '.'),
  'types in templates': bin('tsc', '-p', 'test/types'),
  lint: bin('eslint', '.', ...(write ? ['--fix'] : [])),
  imports: bin('depcruise', '--config', 'build/dependency-rules.js', '--output-type', 'err', 'src'),
  'built files':
    !existsSync('dist/build.json') ||
    bin('eslint', '--config', 'build/floor.eslint.config.js', '--no-inline-config', 'dist/*.js', 'dist/tv/*.js'),
  manifest: bin('cem', 'analyze', '--config', 'build/custom-elements.config.js', '--quiet'),
  docs: await checkDocs(write).catch((error: unknown) => {
    console.log(String(error));
    return false;
  }),
  format: bin('prettier', write ? '--write' : '--check', '--log-level', 'warn', '.'),
};
for (const [name, ok] of Object.entries(results)) console.log(`${ok ? 'ok ' : 'NOT OK'} ${name}`);
if (!results.docs) console.log('docs/contract.md or docs/elements.md is outdated: npm run check -- --write');
process.exitCode = Object.values(results).every(Boolean) ? 0 : 1;
