import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SingleFlight } from '../../../src/server/platform/single-flight.ts';

describe('Single flight', () => {
  it('lets a thousand who ask at once cost as much as two', async () => {
    const flight = new SingleFlight<number>();
    let works = 0;
    const asked = Array.from({ length: 1000 }, () => flight.run('a', async () => ++works));
    assert.deepEqual(new Set(await Promise.all(asked)), new Set([1, 2]));
    assert.equal(await flight.run('a', async () => ++works), 3);
  });

  it('lets nobody wait for those who ask something else, or get their failure', async () => {
    const flight = new SingleFlight<string>();
    const stuck = flight.run('a', () => new Promise(() => {}));
    assert.ok(stuck);
    assert.equal(await flight.run('b', async () => 'b'), 'b');
    const failed = flight.run('c', () => Promise.reject(new Error('down')));
    const after = flight.run('c', async () => 'up');
    await assert.rejects(failed, /down/);
    assert.equal(await after, 'up');
  });

  it('never gives an answer that is older than its question', async () => {
    const steps = fc.array(fc.oneof(fc.constant('change' as const), fc.nat(4)), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, async steps => {
        const flight = new SingleFlight<number>();
        let version = 0;
        const asked: Promise<void>[] = [];
        for (const step of steps) {
          await turns(1);
          if (step === 'change') version++;
          else {
            const least = version;
            const read = async () => {
              const read = version;
              await turns(step);
              return read;
            };
            asked.push(flight.run('key', read).then(got => assert.ok(got >= least, `${got} < ${least}`)));
          }
        }
        await Promise.all(asked);
      }),
    );
  });
});

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise(resolve => setImmediate(resolve));
}
