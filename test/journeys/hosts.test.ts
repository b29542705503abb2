import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { cases } from '../hosts/cases.ts';
import { chromium } from '../hosts/drivers.ts';
import { retention } from '../hosts/retention.ts';
import { runHosts } from '../hosts/run.ts';
import { site, type Site } from '../support/site.ts';

describe('Each widget on a portal that', { timeout: 480_000 }, () => {
  let place: Site;

  before(async () => {
    place = await site();
  });
  after(() => place.close());

  for (const { id, does, elsewhere } of cases) {
    it(`has ${does} (${id})`, { skip: elsewhere }, async () => {
      const [row] = await runHosts(place, chromium(place.browser), { only: [id] });
      assert.deepEqual(row?.why, []);
    });
  }

  it('takes it away again, leaves nothing behind', async () => {
    const kept = await retention(place, chromium(place.browser), { mounts: 100, warmUp: 1 });
    assert.equal(kept?.retained, 0);
  });
});
