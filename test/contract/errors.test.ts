import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { contractVersion, operations, problems } from '../../src/contract/index.ts';
import { requestOf, requests } from '../../src/contract/requests/index.ts';

const root = join(import.meta.dirname, '../..');

describe('The list of errors', () => {
  const slugs = Object.keys(problems).sort();

  it('has a section for each in docs/errors.md, and no other', () => {
    const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
    const sections = [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title).sort();
    assert.deepEqual(sections, slugs);
    for (const [slug, status] of Object.entries(problems))
      assert.match(page, new RegExp(`## ${slug}\\n\\n${status}\\. `), slug);
  });

  it('is met by the server’s tests, each', () => {
    const folder = join(root, 'test/server');
    const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts'))
      .map(file => readFileSync(join(folder, file), 'utf8'))
      .join('\n');
    assert.deepEqual(
      slugs.filter(slug => !tests.includes(`'${slug}'`)),
      [],
    );
  });

  it('is all that an operation may name', () => {
    for (const operation of operations)
      for (const slug of requestOf(operation).errors) assert.ok(slug in problems, `${operation.name}: ${slug}`);
  });

  it('is part of the version that the docs name', () => {
    const page = readFileSync(join(root, 'docs/contract.md'), 'utf8');
    assert.ok(page.includes(`The version is \`${contractVersion}\`.`));
  });

  it('is said of each operation, and of nothing else', () => {
    assert.deepEqual(Object.keys(requests).sort(), operations.map(({ name }) => name as string).sort());
  });
});
