import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addDays } from '../../../src/domain/calendar.ts';
import { occursOn, ruleError } from '../../../src/server/booking/recurrence.ts';

describe('A recurrence rule', () => {
  it('that the library would count up to one by one is refused', () => {
    for (const rule of [
      'FREQ=DAILY;INTERVAL=100000000',
      'FREQ=YEARLY;INTERVAL=9999',
      'FREQ=WEEKLY;BYDAY=MO;INTERVAL=100000000',
      'FREQ=DAILY;COUNT=100000000',
      'FREQ=SECONDLY;INTERVAL=100000000',
      `FREQ=DAILY;${'X-Y=1;'.repeat(100)}`,
    ])
      assert.ok(ruleError(rule), rule);
    for (const rule of [
      'FREQ=WEEKLY;BYDAY=TH',
      'FREQ=DAILY;INTERVAL=2;COUNT=10',
      'FREQ=YEARLY',
      'FREQ=MONTHLY;BYDAY=-1FR',
    ])
      assert.equal(ruleError(rule), undefined, rule);
  });

  it('stored before it was refused gives no day, and keeps nobody waiting', () => {
    assert.equal(occursOn('FREQ=DAILY;INTERVAL=100000000', '2026-01-01', '2026-01-01'), false);
    assert.equal(occursOn('FREQ=DAILY', 'never', '2026-01-01'), false);
    assert.equal(occursOn('nonsense', '2026-01-01', '2026-01-02'), false);
  });

  it('gives its days to the end of the calendar', () => {
    assert.equal(occursOn('FREQ=DAILY', '2199-12-30', '2199-12-31'), true);
    assert.equal(occursOn('FREQ=YEARLY', '2024-02-29', '2028-02-29'), true);
  });

  it('ends, whatever is written into it', () => {
    const number = fc.oneof(fc.integer({ min: -2, max: 400 }), fc.constantFrom(1e3, 1e9, 1e15, 1.5));
    const part = fc.oneof(
      number.map(count => `INTERVAL=${count}`),
      number.map(count => `COUNT=${count}`),
      fc.constantFrom('UNTIL=99991231', 'UNTIL=20261231', 'UNTIL=00000101', 'BYDAY=MO', 'BYDAY=5MO', 'BYMONTHDAY=31'),
      fc.constantFrom('BYMONTHDAY=28', 'BYDAY=-1FR', 'WKST=SU', 'BYMONTH=2', 'BYSETPOS=400', 'BYHOUR=1', ''),
    );
    fc.assert(
      fc.property(
        fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'HOURLY', 'SECONDLY', 'daily', ''),
        fc.array(part, { maxLength: 3 }),
        fc.constantFrom('2024-02-29', '2026-01-31', '2026-11-23', '1900-01-01', '2199-12-31'),
        fc.integer({ min: 0, max: 800 }),
        (freq, parts, since, later) => {
          const rule = [`FREQ=${freq}`, ...parts].join(';');
          const day = since < '2199' ? addDays(since, later) : since;
          assert.equal(typeof occursOn(rule, since, day), 'boolean');
        },
      ),
      { numRuns: 300 },
    );
  });
});
