import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../../src/domain/calendar.ts';
import { lunarDay, lunarText } from '../../src/domain/lunar.ts';

describe('The Vietnamese lunar calendar', () => {
  it('begins each year on the right day, where the Chinese calendar is a day late too', () => {
    for (const tet of ['2026-02-17', '2027-02-06', '2028-01-26', '2029-02-13', '2030-02-02', '2031-01-23'])
      assert.equal(lunarText(tet), '1/1', tet);
  });

  it('finds the commemoration of the Hùng kings', () => {
    for (const day of ['2026-04-26', '2027-04-16', '2028-04-04', '2029-04-23', '2030-04-12', '2031-04-01'])
      assert.equal(lunarText(day), '10/3', day);
  });

  it('has leap months where they belong', () => {
    assert.equal(lunarText('2025-07-25'), '1/6n');
    assert.equal(lunarText('2028-06-25'), '3/5n');
    // The new moon of 21 April 2031 is three minutes before midnight in Viet Nam, and on the 22nd in China.
    assert.equal(lunarText('2031-04-25'), '5/3n');
    assert.equal(lunarText('2034-01-01'), '11/11n');
  });

  it('says that it does not know far years, instead of reckoning for ever', () => {
    for (const day of ['0001-01-01', '9999-12-31']) assert.throws(() => lunarText(day), RangeError);
    for (const day of ['1900-01-01', '2199-12-31']) assert.match(lunarText(day), /^\d+\/\d+n?$/);
  });

  it('goes from day to day without a gap, in months of 29 or 30 days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), days => {
        const today = addDays('2000-01-01', days);
        const [a, b] = [lunarDay(today), lunarDay(addDays(today, 1))];
        if (b.day !== 1) return assert.deepEqual(b, { ...a, day: a.day + 1 });
        assert.ok(a.day === 29 || a.day === 30);
        if (b.leap) assert.equal(b.month, a.month);
        else assert.equal(b.month, (a.month % 12) + 1);
      }),
      { numRuns: 500 },
    );
  });
});
