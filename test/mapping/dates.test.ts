import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { instantText, readDate, writeDate } from '../../src/mapping/dates.ts';

const read = (value: unknown, format?: string) => {
  const date = readDate(value, format, '+07:00');
  return typeof date === 'object' ? instantText(date) : date;
};

describe('A date of another system', () => {
  const written: [value: unknown, format: string | undefined, instant: string][] = [
    [1764032400, undefined, '2025-11-25T08:00:00+07:00'],
    ['1764032400', 'epoch-s', '2025-11-25T08:00:00+07:00'],
    [1764032400000, undefined, '2025-11-25T08:00:00+07:00'],
    ['1764032400000', 'epoch-ms', '2025-11-25T08:00:00+07:00'],
    ['25/11/2026 08:05:09', undefined, '2026-11-25T08:05:09+07:00'],
    ['5/3/2026', undefined, '2026-03-05T00:00:00+07:00'],
    ['25-11-2026 8:05', undefined, '2026-11-25T08:05:00+07:00'],
    ['08:05 25/11/2026', undefined, '2026-11-25T08:05:00+07:00'],
    ['20261125080509', undefined, '2026-11-25T08:05:09+07:00'],
    ['20261125', undefined, '2026-11-25T00:00:00+07:00'],
    ['2026-11-25 08:05:09', undefined, '2026-11-25T08:05:09+07:00'],
    ['2026-11-25T01:05:09Z', undefined, '2026-11-25T01:05:09+00:00'],
    ['2026-11-25T08:05:09+0700', undefined, '2026-11-25T08:05:09+07:00'],
    ['2026-11-25T08:05:09.123Z', "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", '2026-11-25T08:05:09+07:00'],
    ['Wed, 25 Nov 2026 01:05:09 GMT', undefined, '2026-11-25T08:05:09+07:00'],
    ['/Date(1764032400000+0700)/', undefined, '2025-11-25T08:00:00+07:00'],
    ['2026-11-25T08:05:09.000Z', 'yyyy-MM-ddTHH:mm:ss.SSSZ', '2026-11-25T08:05:09+07:00'],
    ['11/25/2026 8:05:09 PM', 'M/d/yyyy h:mm:ss a', '2026-11-25T20:05:09+07:00'],
    ['25/11/2026 12:05:09 SA', undefined, '2026-11-25T00:05:09+07:00'],
    ['11/25/26', 'MM/dd/yy', '2026-11-25T00:00:00+07:00'],
  ];
  for (const [value, format, instant] of written) {
    it(`${String(value as string)}${format ? ` as ${format}` : ''} is ${instant}`, () => {
      assert.equal(read(value, format), instant);
    });
  }

  it('that says nothing is nothing', () => {
    for (const nothing of [
      null,
      undefined,
      '',
      ' ',
      0,
      '0',
      '0000-00-00 00:00:00',
      '0001-01-01T00:00:00',
      '1/1/0001 12:00:00 AM',
    ])
      assert.equal(read(nothing), undefined);
  });

  it('that means “never” or “unknown” is nothing', () => {
    for (const never of [
      '9999-12-31',
      '9999-12-31T23:59:59Z',
      '31/12/9999 23:59:59',
      '2999-12-31 00:00:00',
      '1753-01-01T00:00:00',
      '30/12/1899',
      '253402300799000',
      '/Date(-62135596800000)/',
    ])
      assert.equal(read(never), undefined, never);
    assert.equal(read('253402300799', 'epoch-s'), undefined);
  });

  it('that does not exist is told apart from nothing', () => {
    for (const wrong of ['31/02/2026', '2026-13-01', 'mai', '25/11/2026 24:61', '99999999999999999999'])
      assert.equal(read(wrong), 'unreadable', wrong);
    assert.equal(read('25/11/2026', 'yyyy-MM-dd'), 'unreadable');
  });

  it('is read back from whatever pattern it is written in', () => {
    const patterns = [
      'epoch-s',
      'epoch-ms',
      'dd/MM/yyyy HH:mm:ss',
      'd/M/yyyy H:m:s',
      'dd/MM/yyyy hh:mm:ss a',
      'yyyyMMddHHmmss',
      "yyyy-MM-dd'T'HH:mm:ssXXX",
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4_102_444_800 }),
        fc.constantFrom(...patterns),
        fc.constantFrom('+07:00', '+00:00', '-03:30'),
        (seconds, pattern, zone) => {
          const instant = new Date(seconds * 1000).toISOString();
          const again = readDate(writeDate(instant, pattern, zone), pattern, zone);
          assert.ok(typeof again === 'object');
          assert.equal(Date.parse(instantText(again)), seconds * 1000);
        },
      ),
    );
  });

  it('never becomes anything but an instant, nothing or unreadable', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.integer()), value => {
        const date = read(value);
        assert.ok(date === undefined || date === 'unreadable' || !Number.isNaN(Date.parse(date)), String(date));
      }),
    );
  });
});
