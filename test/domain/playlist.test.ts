import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { instantAt, type SpecialDay } from '../../src/domain/calendar.ts';
import { blockDays, blockKinds, type PlaylistBlock, segmentAt, segmentsOf } from '../../src/domain/playlist.ts';
import { usualWeek } from '../../src/domain/usual-week.ts';

/** Tuesday 24/11/2026 is a holiday. */
const calendar = { ...usualWeek, days: new Map<string, SpecialDay>([['2026-11-24', { type: 'holiday' }]]) };
const at = (day: string, time: string) =>
  instantAt(day, Number(time.slice(0, 2)) * 60 + Number(time.slice(3))).getTime();
const shownAt = (blocks: PlaylistBlock[], day: string, time: string) =>
  segmentAt(segmentsOf(blocks, calendar, '2026-11-23', 15), at(day, time))?.guides.join();

const all: PlaylistBlock = { kind: 'default', guides: ['a', 'b'] };

describe('A playlist', () => {
  it('shows the default unless a block of that hour, or an event, goes before it', () => {
    const blocks: PlaylistBlock[] = [
      all,
      { kind: 'time', guides: ['c'], from: '08:00', to: '10:00' },
      { kind: 'event', guides: ['e'], since: '2026-11-25', until: '2026-11-25', from: '09:00', to: '09:30' },
    ];
    assert.equal(shownAt(blocks, '2026-11-25', '07:59'), 'a,b');
    assert.equal(shownAt(blocks, '2026-11-25', '08:00'), 'c');
    assert.equal(shownAt(blocks, '2026-11-25', '09:00'), 'e');
    assert.equal(shownAt(blocks, '2026-11-25', '09:30'), 'c');
    assert.equal(shownAt(blocks, '2026-11-26', '09:00'), 'c');
    assert.equal(shownAt(blocks, '2026-11-25', '10:00'), 'a,b');
  });

  it('keeps a block across midnight that began on the evening before', () => {
    const blocks: PlaylistBlock[] = [all, { kind: 'time', guides: ['n'], weekdays: [5], from: '22:00', to: '02:00' }];
    assert.equal(shownAt(blocks, '2026-11-27', '21:59'), 'a,b');
    assert.equal(shownAt(blocks, '2026-11-27', '23:59'), 'n');
    assert.equal(shownAt(blocks, '2026-11-28', '01:59'), 'n');
    assert.equal(shownAt(blocks, '2026-11-28', '02:00'), 'a,b');
  });

  it('begins with a block of the evening before its first day', () => {
    const blocks: PlaylistBlock[] = [all, { kind: 'time', guides: ['n'], from: '22:00', to: '06:00' }];
    assert.equal(shownAt(blocks, '2026-11-23', '05:00'), 'n');
  });

  it('follows the office calendar: a holiday on a Tuesday is no working day', () => {
    const blocks: PlaylistBlock[] = [
      { kind: 'time', guides: ['w'], days: 'working' },
      { kind: 'time', guides: ['o'], days: 'off' },
    ];
    assert.equal(shownAt(blocks, '2026-11-23', '09:00'), 'w');
    assert.equal(shownAt(blocks, '2026-11-24', '09:00'), 'o');
  });

  it('goes on by weekday when its days are over, or when the clock of the screen is wrong', () => {
    const blocks: PlaylistBlock[] = [all, { kind: 'time', guides: ['m'], weekdays: [1], from: '08:00', to: '09:00' }];
    const segments = segmentsOf(blocks, calendar, '2026-11-23', 15);
    assert.equal(segmentAt(segments, at('2027-03-01', '08:30'))?.guides.join(), 'm');
    assert.equal(segmentAt(segments, at('2027-03-02', '08:30'))?.guides.join(), 'a,b');
    assert.equal(segmentAt(segments, 0)?.guides.join(), 'a,b');
    assert.equal(segmentAt([], Date.now()), undefined);
    assert.equal(segmentAt(segments, NaN), undefined);
  });

  const time = fc
    .integer({ min: 0, max: 1439 })
    .map(m => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
  const block = fc.record(
    {
      kind: fc.constantFrom(...blockKinds),
      guides: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 }),
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
      days: fc.constantFrom(...blockDays),
      from: time,
      to: time,
    },
    { requiredKeys: ['kind', 'guides'] },
  );

  it('has no gap, no overlap, and at each minute what the rules say', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), fc.integer({ min: 0, max: 15 * 1440 - 1 }), (blocks, minute) => {
        const segments = segmentsOf(blocks, calendar, '2026-11-23', 15);
        assert.equal(segments[0]!.from, at('2026-11-23', '00:00'));
        segments.slice(1).forEach((segment, i) => assert.equal(segment.from, segments[i]!.to));
        assert.equal(segments[segments.length - 1]!.to, at('2026-12-08', '00:00'));
        const now = at('2026-11-23', '00:00') + minute * 60_000;
        const found = segmentAt(segments, now)!;
        assert.ok(found.from <= now && now < found.to);
        // A second time, block by block.
        const applying = blocks.filter(each => [0, 1].some(before => covers(each, minute - before * 1440, minute)));
        const kind = blockKinds.find(each => applying.some(one => one.kind === each));
        assert.equal(found.guides.join(), applying.find(one => one.kind === kind)?.guides.join() ?? '');
      }),
      { numRuns: 500 },
    );
  });

  /** Whether the block of the day of `dayMinute` covers `minute`, counted from the first day. */
  function covers(each: PlaylistBlock, dayMinute: number, minute: number): boolean {
    const day = Math.floor(dayMinute / 1440);
    const week = (((day % 7) + 7) % 7) + 1;
    if (each.weekdays?.length && !each.weekdays.includes(week)) return false;
    const working = week < 6 && day !== 1;
    if ((each.days === 'working' && !working) || (each.days === 'off' && working)) return false;
    const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
    const from = day * 1440 + minutes(each.from ?? '00:00');
    let to = day * 1440 + minutes(each.to ?? '24:00');
    if (to <= from) to += 1440;
    return from <= minute && minute < to;
  }
});
