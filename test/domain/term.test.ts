import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  dayOf,
  daysBetween,
  instantAt,
  isWorkday,
  weekday,
  type Calendar,
  hoursOn,
  type SpecialDay,
} from '../../src/domain/calendar.ts';
import {
  afterWorkdays,
  afterWorkingMinutes,
  deadlineState,
  dueAt,
  realDue,
  resumedDue,
  type Term,
  workdaysLeft,
  workingMinutes,
} from '../../src/domain/term.ts';
import { usualWeek } from '../../src/domain/usual-week.ts';
import { specialDays } from '../../src/server/sample/calendar.ts';

const calendar: Calendar = {
  ...usualWeek,
  days: new Map<string, SpecialDay>([
    ...specialDays.map(([date, type]) => [date, { type }] as const),
    ['2026-12-05', { type: 'swapWork', hours: [{ from: '07:30', to: '11:30' }] }],
    ['2026-12-31', { type: 'swapOff', hours: [{ from: '07:30', to: '11:30' }] }],
  ]),
};
/** The same, with every Saturday worked in the morning. */
const saturdays: Calendar = { ...calendar, week: calendar.week.map((hours, i) => (i === 5 ? [[450, 690]] : hours)) };

const at = (text: string) => new Date(`${text}+07:00`);
const due = (received: string, value: number, unit: 'sameDay' | 'workday' | 'day' | 'hour') =>
  dueAt(calendar, at(received), { value, unit });

describe('The due date', () => {
  it('of a same-day procedure is today before 15:00 and the next working day after', () => {
    assert.equal(dayOf(due('2026-11-20T14:59:00', 1, 'sameDay')), '2026-11-20');
    assert.equal(dayOf(due('2026-11-20T15:10:00', 1, 'sameDay')), '2026-11-23');
  });

  it('skips the holiday of 24/11 for what came on Monday after 15:00', () => {
    assert.equal(dayOf(due('2026-11-23T15:10:00', 1, 'sameDay')), '2026-11-25');
  });

  it('skips all of Tết 2027, whose first day is 06/02', () => {
    assert.deepEqual(calendar.days.get('2027-02-06'), { type: 'holiday' });
    assert.equal(dayOf(due('2027-02-04T15:10:00', 1, 'sameDay')), '2027-02-12');
  });

  it('counts a Saturday that the government made a working day', () => {
    assert.equal(dayOf(due('2026-08-21T09:00:00', 1, 'workday')), '2026-08-22');
    assert.equal(dayOf(due('2026-08-22T16:00:00', 1, 'sameDay')), '2026-08-24');
  });

  it('does not count the day of reception', () => {
    assert.equal(due('2026-11-18T08:15:00', 3, 'workday').getTime(), at('2026-11-23T17:00:00').getTime());
  });

  it('of calendar days that end on a weekend is the next working day', () => {
    assert.equal(dayOf(due('2026-11-16T09:00:00', 5, 'day')), '2026-11-23');
  });

  it('of hours counts office hours only', () => {
    assert.equal(due('2026-11-20T16:00:00', 2, 'hour').getTime(), at('2026-11-23T08:30:00').getTime());
  });
});

describe('Where a dossier stands', () => {
  const state = (now: string, more: { finished?: string; paused?: boolean } = {}) =>
    deadlineState(calendar, {
      now: at(now),
      due: at('2026-11-27T17:00:00'),
      ...(more.finished && { finished: at(more.finished) }),
      ...(more.paused && { paused: true }),
    });

  it('is told by the working days that are left', () => {
    assert.equal(state('2026-11-23T09:00:00'), 'onTrack');
    assert.equal(state('2026-11-26T09:00:00'), 'dueSoon');
    assert.equal(state('2026-11-27T16:59:00'), 'dueToday');
    assert.equal(state('2026-11-27T23:59:00'), 'dueToday');
    assert.equal(state('2026-11-28T00:00:00'), 'overdue');
    assert.equal(state('2026-11-30T09:00:00', { paused: true }), 'paused');
  });

  it('is judged by its end once it has ended', () => {
    assert.equal(state('2027-01-01T00:00:00', { finished: '2026-11-26T10:00:00' }), 'early');
    assert.equal(state('2027-01-01T00:00:00', { finished: '2026-11-27T10:00:00' }), 'onTime');
    assert.equal(state('2027-01-01T00:00:00', { finished: '2026-11-27T17:20:00' }), 'onTime');
    assert.equal(state('2027-01-01T00:00:00', { finished: '2026-11-28T10:00:00' }), 'late');
  });
});

describe('A due date that is never', () => {
  const now = at('2026-11-23T09:00:00');

  it('is none, as other systems mean it by 9999-12-31', () => {
    for (const text of [
      '9999-12-31T23:59:59Z',
      '9999-12-31T00:00:00+07:00',
      '2200-01-01T00:00:00+07:00',
      '0001-01-01T00:00:00Z',
    ]) {
      assert.equal(realDue(new Date(text)), undefined, text);
      assert.equal(deadlineState(calendar, { now, due: new Date(text) }), 'none');
      assert.equal(deadlineState(calendar, { now, due: new Date(text), finished: now }), 'none');
    }
    assert.equal(deadlineState(calendar, { now, due: new Date(NaN) }), 'none');
  });

  it('keeps nobody waiting who counts to it all the same', () => {
    const never = new Date('9999-12-31T23:59:59Z');
    assert.ok(workdaysLeft(calendar, now, never) > 40_000);
    assert.ok(workingMinutes(calendar, now, never) > 480 * 40_000);
    assert.throws(() => dueAt(calendar, now, { value: 1e9, unit: 'workday' }), RangeError);
    assert.throws(() => dueAt(calendar, now, { value: 1e9, unit: 'hour' }), RangeError);
    assert.throws(() => afterWorkingMinutes({ ...usualWeek, week: [] }, now, 1), RangeError);
  });
});

describe('Working time', () => {
  const instant = fc
    .date({ min: at('2026-01-01T00:00:00'), max: at('2028-10-01T00:00:00'), noInvalidDate: true })
    .map(date => new Date(Math.floor(date.getTime() / 60_000) * 60_000));

  it('of a term always ends on a working day at closing time', () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom('workday', 'day', 'sameDay' as const),
        (received, value, unit) => {
          const end = dueAt(calendar, received, { value, unit } as never);
          assert.ok(isWorkday(calendar, dayOf(end)));
          const [, close] = hoursOn(calendar, dayOf(end)).at(-1)!;
          assert.equal(end.getTime(), instantAt(dayOf(end), close).getTime());
        },
      ),
    );
  });

  const anyCalendar = fc.constantFrom(calendar, saturdays);

  it('between two instants is what one counts day by day', () => {
    fc.assert(
      fc.property(anyCalendar, instant, fc.integer({ min: 0, max: 90 * 1440 }), (office, from, later) => {
        const to = new Date(from.getTime() + later * 60_000);
        let minutes = 0;
        for (const day of daysBetween(dayOf(from), dayOf(to)))
          for (const [open, close] of hoursOn(office, day)) {
            const start = Math.max(instantAt(day, open).getTime(), from.getTime());
            minutes += Math.max(0, Math.min(instantAt(day, close).getTime(), to.getTime()) - start) / 60_000;
          }
        assert.equal(workingMinutes(office, from, to), minutes);
        const days = daysBetween(addDays(dayOf(from), 1), dayOf(to)).filter(day => isWorkday(office, day));
        assert.equal(workdaysLeft(office, from, to), days.length);
      }),
    );
  });

  it('that has passed is the time that was added', () => {
    fc.assert(
      fc.property(anyCalendar, instant, fc.integer({ min: 1, max: 60_000 }), (office, from, minutes) => {
        assert.equal(workingMinutes(office, from, afterWorkingMinutes(office, from, minutes)), minutes);
      }),
    );
  });

  it('has as many days left as a term of that many days gives', () => {
    fc.assert(
      fc.property(anyCalendar, instant, fc.integer({ min: 1, max: 30 }), (office, from, value) => {
        assert.equal(workdaysLeft(office, from, dueAt(office, from, { value, unit: 'workday' })), value);
      }),
    );
  });

  it('of some working days and then some more is that of all of them', () => {
    const count = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(anyCalendar, instant, count, count, (office, from, first, second) => {
        const day = dayOf(from);
        assert.equal(
          afterWorkdays(office, afterWorkdays(office, day, first), second),
          afterWorkdays(office, day, first + second),
        );
      }),
    );
  });

  const unit = fc.constantFrom<Term['unit']>('workday', 'day', 'hour', 'sameDay');
  const minutes = fc.integer({ min: 0, max: 40 * 1440 });
  const later = (from: Date, count: number) => new Date(from.getTime() + count * 60_000);

  it('is never shortened by a pause, however long, and not changed by none', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        instant,
        unit,
        fc.integer({ min: 1, max: 30 }),
        minutes,
        minutes,
        (office, received, kind, value, before, length) => {
          const due = dueAt(office, received, { value, unit: kind });
          const from = later(received, before);
          const resumed = resumedDue(office, due, kind, { from, to: later(from, length) });
          assert.ok(resumed >= due);
          const to = dayOf(later(from, length));
          assert.ok(dayOf(due) < dayOf(from) || dayOf(resumed) >= to, 'late at once');
          assert.deepEqual(resumedDue(office, due, kind, { from, to: from }), due);
        },
      ),
    );
  });

  it('grows with the pause', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        instant,
        unit,
        minutes,
        minutes,
        minutes,
        (office, received, kind, before, length, more) => {
          const due = dueAt(office, received, { value: 5, unit: kind });
          const from = later(received, before);
          const to = later(from, length);
          assert.ok(
            resumedDue(office, due, kind, { from, to }) <= resumedDue(office, due, kind, { from, to: later(to, more) }),
          );
        },
      ),
    );
  });

  it('is the same after one pause, and after the same pause in two parts that meet on a working day', () => {
    fc.assert(
      fc.property(anyCalendar, instant, minutes, minutes, minutes, (office, received, before, first, second) => {
        const due = dueAt(office, received, { value: 20, unit: 'workday' });
        const from = later(received, before);
        const [middle, to] = [later(from, first), later(from, first + second)];
        // On a day off, what has no day left goes on with the next working day: that one counts then.
        fc.pre(isWorkday(office, dayOf(middle)));
        assert.deepEqual(
          resumedDue(office, resumedDue(office, due, 'workday', { from, to: middle }), 'workday', { from: middle, to }),
          resumedDue(office, due, 'workday', { from, to }),
        );
      }),
    );
  });

  it('never falls on a Sunday', () => {
    for (const [date, type] of specialDays) if (type === 'swapWork') assert.notEqual(weekday(date), 7);
  });
});
