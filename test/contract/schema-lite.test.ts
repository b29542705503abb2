import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { join } from 'node:path';
import virtual from '@rollup/plugin-virtual';
import { rollup, type Plugin } from 'rollup';
import { safeParse } from 'valibot';
// @ts-expect-error: plain JavaScript
import { browser } from '../../build/rollup/plugins.js';
import { operations, Problem, type Operation } from '../../src/contract/index.ts';
import { answers } from '../support/answers.ts';
import { backend, type Backend } from '../support/backend.ts';
import { testDatabase } from '../support/database.ts';

const root = join(import.meta.dirname, '../..');

type Small = {
  operations: readonly { name: string; output: unknown }[];
  Problem: unknown;
  safeParse(shape: unknown, value: unknown): { success: boolean; output?: unknown };
};

/** The contract of the browser build, without valibot. */
async function asBuilt(): Promise<Small> {
  const bundle = await rollup({
    input: 'entry',
    plugins: [
      virtual({
        entry: `export { operations, Problem } from '${join(root, 'src/contract/index.ts')}';
                export { safeParse } from '${join(root, 'src/contract/schema.ts')}';`,
      }),
      ...(browser() as Plugin[]),
    ],
  });
  const { output } = await bundle.generate({ format: 'es' });
  return (await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`)) as Small;
}

const nonsense = fc.constantFrom<unknown>(null, undefined, '', 'x', 0, -1.5, true, [], {}, [null], '2026-02-30T99:00');

/** An answer with one value replaced. */
function spoilt(answer: unknown, steps: readonly number[], value: unknown): unknown {
  const copy = structuredClone(answer) as Record<string, unknown>;
  let at: Record<string, unknown> = copy;
  for (const step of steps) {
    const names = Object.keys(at);
    const name = names[step % (names.length || 1)];
    if (name === undefined) break;
    const next = at[name];
    if (typeof next === 'object' && next && step % 3) at = next as Record<string, unknown>;
    else {
      at[name] = value;
      break;
    }
  }
  return JSON.parse(JSON.stringify(copy));
}

describe('The shapes that a browser checks', () => {
  let server: Backend;
  let small: Small;

  before(async () => {
    server = await backend(await testDatabase());
    small = await asBuilt();
  });
  after(() => server.database.close());

  it('take and refuse what valibot takes and refuses, and hand on the same', async () => {
    const real = await answers(server);
    for (const { name, output } of operations as readonly Operation[]) {
      const answer: unknown = await real[name]?.json();
      const shape = small.operations.find(operation => operation.name === name)?.output;
      fc.assert(
        fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 6 }), nonsense, (steps, value) => {
          const given = spoilt(answer, steps, value);
          const ours = small.safeParse(shape, given);
          const theirs = safeParse(output, given);
          // Formats of identifiers and days are left to the server.
          const fits =
            theirs.success || theirs.issues.every(({ type }) => ['regex', 'max_length', 'check'].includes(type));
          assert.equal(ours.success, fits, `${name}: ${JSON.stringify(given).slice(0, 300)}`);
          if (theirs.success) assert.deepEqual(structuredClone(ours.output), theirs.output);
        }),
        { numRuns: 300 },
      );
      assert.ok(small.safeParse(shape, answer).success, name);
    }
  });

  it('take and refuse the same problems, with what goes with them', () => {
    const problem = {
      type: 'https://x/errors#invalid-input',
      title: 'x',
      status: 422,
      detail: 'x',
      requestId: '12345678',
      retryAfter: 2,
      alternatives: [{ id: 'x' }],
      challenge: { salt: 'x' },
      errors: [{ pointer: '/phone', code: 'x', detail: 'x' }],
      more: 1,
    };
    const aspNet = { ...problem, errors: { phone: ['Số điện thoại không hợp lệ'] } };
    assert.equal(safeParse(Problem, aspNet).success, false);
    assert.equal(small.safeParse(small.Problem, aspNet).success, false);
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 4 }), nonsense, (steps, value) => {
        const given = spoilt(problem, steps, value);
        const theirs = safeParse(Problem, given);
        const ours = small.safeParse(small.Problem, given);
        assert.equal(ours.success, theirs.success, JSON.stringify(given));
        if (theirs.success) assert.deepEqual(structuredClone(ours.output), theirs.output);
      }),
      { numRuns: 500 },
    );
  });
});
