import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { minuteOf } from '../../src/domain/calendar.ts';
import { afterQuietHours } from '../../src/domain/quiet-hours.ts';
import { formatTimeOfDay } from '../../src/domain/time-of-day.ts';

const time = fc.nat(24 * 60 - 1).map(formatTimeOfDay);
const instant = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2027-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const at = (clock: string) => new Date(`2026-11-30T${clock}:00+07:00`);

describe('Quiet hours', () => {
  it('end the next morning for what comes in the evening, and this morning for what comes at night', () => {
    const night = { from: '20:00', to: '07:30' };
    assert.deepEqual(afterQuietHours(at('19:59'), night), at('19:59'));
    assert.deepEqual(afterQuietHours(at('20:00'), night), new Date('2026-12-01T07:30:00+07:00'));
    assert.deepEqual(afterQuietHours(at('03:00'), night), at('07:30'));
    assert.deepEqual(afterQuietHours(at('07:30'), night), at('07:30'));
    assert.deepEqual(afterQuietHours(at('12:00'), { from: '11:30', to: '13:30' }), at('13:30'));
    assert.deepEqual(afterQuietHours(at('12:00'), { from: '12:00', to: '12:00' }), at('12:00'));
  });

  it('are over within a day, and never more than once', () => {
    fc.assert(
      fc.property(instant, time, time, (now, from, to) => {
        const later = afterQuietHours(now, { from, to });
        assert.ok(later >= now && later.getTime() - now.getTime() < 24 * 3600_000);
        assert.deepEqual(afterQuietHours(later, { from, to }), later);
        if (later > now) assert.equal(formatTimeOfDay(minuteOf(later)), to);
      }),
    );
  });
});
