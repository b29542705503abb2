import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SpecialDay } from '../../src/domain/calendar.ts';
import { openingAt } from '../../src/domain/opening.ts';

const week = [1, 2, 3, 4, 5].flatMap(weekday => [
  { weekday, from: '07:30', to: '11:30' },
  { weekday, from: '13:00', to: '17:00' },
]);
const at = (iso: string) => new Date(`${iso}+07:00`);
const state = (now: string, special: Parameters<typeof openingAt>[1] = () => undefined) => {
  const opening = openingAt(week, special, at(now));
  return opening && [opening.open, opening.changesAt?.toISOString()];
};
const specialDays = (days: Record<string, SpecialDay>) => (day: string) => days[day];

describe('Whether an office is open', () => {
  it('is open until its break, and closed until after it', () => {
    assert.deepEqual(state('2026-11-23T09:00'), [true, at('2026-11-23T11:30').toISOString()]);
    assert.deepEqual(state('2026-11-23T12:00'), [false, at('2026-11-23T13:00').toISOString()]);
  });

  it('opens again after the weekend', () => {
    assert.deepEqual(state('2026-11-27T17:00'), [false, at('2026-11-30T07:30').toISOString()]);
  });

  it('is closed on a holiday, and open on a worked Saturday as on a Friday', () => {
    const holiday = specialDays({ '2026-11-24': { type: 'holiday' }, '2026-11-28': { type: 'swapWork' } });
    assert.deepEqual(state('2026-11-24T09:00', holiday), [false, at('2026-11-25T07:30').toISOString()]);
    assert.deepEqual(state('2026-11-28T09:00', holiday), [true, at('2026-11-28T11:30').toISOString()]);
  });

  it('keeps the hours of a special day', () => {
    const morning = [{ from: '08:00', to: '10:00' }];
    const days = specialDays({
      '2026-11-28': { type: 'swapWork', hours: morning },
      '2026-12-31': { type: 'holiday', hours: morning },
    });
    assert.deepEqual(state('2026-11-28T07:45', days), [false, at('2026-11-28T08:00').toISOString()]);
    assert.deepEqual(state('2026-12-31T09:00', days), [true, at('2026-12-31T10:00').toISOString()]);
    assert.deepEqual(state('2026-12-31T13:30', days), [false, at('2027-01-01T07:30').toISOString()]);
  });

  it('says nothing of a place without hours, and ends whatever the calendar says', () => {
    assert.equal(
      openingAt([], () => undefined, at('2026-11-23T09:00')),
      undefined,
    );
    assert.deepEqual(
      state('2026-11-23T09:00', () => ({ type: 'holiday' })),
      [false, undefined],
    );
  });

  it('changes later than now', () => {
    fc.assert(
      fc.property(fc.date({ min: at('2026-01-01T00:00'), max: at('2027-01-01T00:00'), noInvalidDate: true }), now => {
        const opening = openingAt(week, () => undefined, now);
        assert.ok(opening?.changesAt && opening.changesAt > now);
      }),
    );
  });
});
