import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { distance, type Position } from '../../src/domain/distance.ts';

const position: fc.Arbitrary<Position> = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('A distance', () => {
  it('between Hà Nội and Thành phố Hồ Chí Minh is about 1,140 km', () => {
    const km = distance({ latitude: 21.0285, longitude: 105.8542 }, { latitude: 10.7769, longitude: 106.7009 });
    assert.ok(Math.abs(km - 1140) < 5, String(km));
  });

  it('is the same there and back, nothing to where one is, never more than half round the earth', () => {
    fc.assert(
      fc.property(position, position, (from, to) => {
        const km = distance(from, to);
        assert.ok(km >= 0 && km <= 20_016, String(km));
        assert.ok(Math.abs(km - distance(to, from)) < 1e-6);
        assert.equal(distance(from, from), 0);
      }),
    );
  });
});
