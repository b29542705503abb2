import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { functionNames, knownKeys } from '../../src/mapping/index.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/mapping.md'), 'utf8');
const reference = page.slice(page.indexOf('## Reference'));

describe('docs/mapping.md', () => {
  it('names every function that expressions have, and no other', () => {
    const functions = [...reference.matchAll(/`\$(\w+)\(/g)].map(([, name]) => name!);
    assert.deepEqual([...functions].sort(), [...functionNames].sort());
  });

  it('names every key of a map', () => {
    const operation = ['operations', 'dossier.read'];
    for (const path of [
      [],
      ['limit'],
      operation,
      [...operation, 'request'],
      [...operation, 'request', 'text'],
      [...operation, 'pages'],
      [...operation, 'steps', 0],
      [...operation, 'errorWhen', 0],
    ])
      for (const key of knownKeys(path)) assert.ok(reference.includes(`\`${key}\``), `${path.join('.')} ${key}`);
  });
});
