import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  dayOf,
  daysApart,
  daysBetween,
  firstDay,
  isDay,
  isInBounds,
  isWorkday,
  lastDay,
  workdaysBetween,
  type Calendar,
  type SpecialDay,
} from '../../src/domain/calendar.ts';
import { usualWeek } from '../../src/domain/usual-week.ts';

const day = fc.integer({ min: 0, max: 109_571 }).map(count => addDays(firstDay, count));

describe('A day', () => {
  it('is one from 1900 to 2199 that there is', () => {
    for (const text of ['1900-01-01', '2024-02-29', '2199-12-31']) assert.ok(isDay(text), text);
    for (const text of [
      '9999-12-31',
      '2200-01-01',
      '1899-12-31',
      '0000-01-01',
      '0001-01-01',
      '2026-02-29',
      '2026-13-01',
      '2026',
      '2026-11',
      '+010000-01-01',
      '-000001-01-01',
      '2026-11-24T00:00:00Z',
      '',
    ])
      assert.ok(!isDay(text), text);
  });

  it('after the last one there is none: whoever counts on is stopped', () => {
    assert.equal(addDays('2199-12-30', 1), lastDay);
    for (const [from, count] of [
      [lastDay, 1],
      [firstDay, -1],
      ['9999-12-31', 1],
      ['2026-11-24', 1e9],
      ['2026-11-24', NaN],
      ['never', 1],
    ] as const)
      assert.throws(() => addDays(from, count), RangeError, `${from} + ${count}`);
  });

  it('of an instant outside the bounds is the nearest', () => {
    assert.equal(dayOf(new Date('9999-12-31T23:59:59Z')), lastDay);
    assert.equal(dayOf(new Date('0001-01-01T00:00:00Z')), firstDay);
    assert.ok(isInBounds(new Date('2199-12-31T16:59:59Z')));
    assert.ok(!isInBounds(new Date('2199-12-31T17:00:00Z')), 'the year 2200 in Viet Nam');
    assert.ok(!isInBounds(new Date(NaN)));
  });

  it('is listed with those up to another', () => {
    assert.deepEqual(daysBetween('2199-12-30', lastDay), ['2199-12-30', lastDay]);
    assert.deepEqual(daysBetween('2026-11-24', '2026-11-23'), []);
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), (first, count) => {
        const last = addDays(first, Math.min(count, daysApart(first, lastDay)));
        const days = daysBetween(first, last);
        assert.deepEqual([days[0], days[days.length - 1], days.length], [first, last, daysApart(first, last) + 1]);
      }),
    );
  });
});

describe('Working days between two days', () => {
  const special = fc.dictionary(
    fc.integer({ min: 0, max: 500 }).map(count => addDays('2026-01-01', count)),
    fc.record<SpecialDay>({
      type: fc.constantFrom('holiday', 'compensatory', 'swapOff', 'swapWork'),
      hours: fc.constantFrom(undefined, null, [], [{ from: '07:30', to: '11:30' }]),
    }),
  );

  it('are those that one counts day by day', () => {
    fc.assert(
      fc.property(
        special,
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: -10, max: 500 }),
        (days, start, count) => {
          const calendar: Calendar = { ...usualWeek, days: new Map(Object.entries(days)) };
          const after = addDays('2026-01-01', start);
          const last = addDays(after, count);
          const counted = daysBetween(addDays(after, 1), last).filter(each => isWorkday(calendar, each)).length;
          assert.equal(workdaysBetween(calendar, after, last), counted);
        },
      ),
    );
  });
});
