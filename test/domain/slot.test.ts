import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isDay, type Calendar, type SpecialDayType } from '../../src/domain/calendar.ts';
import { slotsOn, type SlotRule } from '../../src/domain/slot.ts';
import { usualWeek } from '../../src/domain/usual-week.ts';
import { parseTimeOfDay } from '../../src/domain/time-of-day.ts';

const rule = (weekday: number, more: Partial<SlotRule> = {}): SlotRule => ({
  weekday,
  from: parseTimeOfDay('07:30'),
  to: parseTimeOfDay('08:30'),
  every: 20,
  capacity: 2,
  validFrom: null,
  validTo: null,
  ...more,
});
const calendar = (days: Record<string, SpecialDayType> = {}): Calendar => ({
  ...usualWeek,
  days: new Map(Object.entries(days).map(([day, type]) => [day, { type }])),
});
const starts = (rules: SlotRule[], day: string, office = calendar()) =>
  slotsOn(rules, office, day).map(({ start, capacity }) => `${start.toISOString().slice(11, 16)} ${capacity}`);

describe('The times of a desk', () => {
  it('follow the rules of the weekday, in Viet Nam’s time', () => {
    assert.deepEqual(starts([rule(3)], '2026-11-25'), ['00:30 2', '00:50 2', '01:10 2']);
    assert.deepEqual(starts([rule(3)], '2026-11-26'), []);
  });

  it('are none on a holiday or a day off in exchange, and Friday’s on a Saturday that is worked instead', () => {
    assert.deepEqual(starts([rule(2)], '2026-11-24', calendar({ '2026-11-24': 'holiday' })), []);
    assert.deepEqual(starts([rule(1)], '2026-08-31', calendar({ '2026-08-31': 'swapOff' })), []);
    assert.equal(starts([rule(5)], '2026-08-22', calendar({ '2026-08-22': 'swapWork' })).length, 3);
    assert.deepEqual(starts([rule(6)], '2026-08-22', calendar({ '2026-08-22': 'swapWork' })), []);
  });

  it('are only those within the hours of a special day', () => {
    const days = new Map([['2026-11-25', { type: 'swapOff' as const, hours: [{ from: '07:30', to: '08:10' }] }]]);
    assert.deepEqual(starts([rule(3)], '2026-11-25', { ...usualWeek, days }), ['00:30 2', '00:50 2']);
  });

  it('add up where two rules give one time, and end with their rule', () => {
    const rules = [rule(3), rule(3, { from: parseTimeOfDay('07:50'), capacity: 1, validTo: '2026-11-25' })];
    assert.deepEqual(starts(rules, '2026-11-25'), ['00:30 2', '00:50 3', '01:10 3']);
    assert.deepEqual(starts(rules, '2026-12-02'), ['00:30 2', '00:50 2', '01:10 2']);
  });

  it('lie within their hours, in order, none twice', () => {
    fc.assert(
      fc.property(fc.nat(1200), fc.integer({ min: 1, max: 200 }), fc.nat(400), (from, every, length) => {
        const slots = slotsOn([rule(3, { from, to: from + length, every })], calendar(), '2026-11-25');
        assert.equal(slots.length, Math.floor(length / every));
        slots.forEach(({ start, end }, i) => {
          assert.equal(end.getTime() - start.getTime(), every * 60_000);
          if (i) assert.deepEqual(start, slots[i - 1]?.end);
        });
      }),
    );
  });
});

describe('A day', () => {
  it('is one of the calendar', () => {
    assert.ok(isDay('2028-02-29'));
    for (const none of ['2027-02-29', '2027-02-31', '2027-13-01', '2027-1-1', '', 'x', '2027-02-10T00:00'])
      assert.ok(!isDay(none), none);
  });
});
