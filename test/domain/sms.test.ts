import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { smsLength, unaccented } from '../../src/domain/sms.ts';

interface Split {
  characterSet: 'GSM' | 'Unicode';
  parts: unknown[];
  remainingInPart: number;
}
const { split } = createRequire(import.meta.url)('split-sms') as { split(text: string): Split };

const vietnamese = 'aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậđĐ ẾỀỂỄỆ';
const gsm = 'abc XYZ 019.,:@£$_à';
const char = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...gsm) },
  { weight: 2, arbitrary: fc.constantFrom(...'^{}[]~\\|€') },
  { weight: 1, arbitrary: fc.constantFrom(...vietnamese, '🙂', '“') },
);
const plainChar = fc.constantFrom(...gsm, ...'^{}[]~\\|€');
/** Around the limits of one and several segments, with and without characters outside GSM. */
const text = fc
  .oneof(
    fc.array(char, { maxLength: 500 }),
    fc.array(plainChar, { minLength: 120, maxLength: 480 }),
    fc.array(fc.constantFrom(...vietnamese, '🙂', ' '), { minLength: 50, maxLength: 220 }),
  )
  .map(chars => chars.join(''));

describe('A text message', () => {
  it('has as many segments as the network counts, whatever is written', () => {
    fc.assert(
      fc.property(text, written => {
        const { encoding, segments, left } = smsLength(written);
        const { characterSet, parts, remainingInPart } = split(written);
        assert.deepEqual(
          [encoding, segments, left],
          [characterSet === 'GSM' ? 'gsm7' : 'ucs2', parts.length, remainingInPart],
        );
      }),
      { numRuns: 10_000 },
    );
  });

  it('fits the GSM alphabet without diacritics, and is still read', () => {
    assert.equal(
      unaccented('UBND P.Vũng Tàu: Hồ sơ “…0012” đã có kết quả – mời Ông/Bà đến nhận, lệ phí 16.000₫.'),
      'UBND P.Vung Tau: Ho so "...0012" da co ket qua - moi Ong/Ba den nhan, le phi 16.000d.',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), written => {
        assert.equal(smsLength(unaccented(written)).encoding, 'gsm7');
      }),
    );
    assert.equal(unaccented('Nguyễn'.normalize('NFD')), 'Nguyen');
  });

  it('with a single letter of Vietnamese is counted in letters of two bytes', () => {
    assert.deepEqual(smsLength('a'.repeat(160)), { encoding: 'gsm7', units: 160, segments: 1, left: 0 });
    assert.deepEqual(smsLength(`${'a'.repeat(159)}ế`), { encoding: 'ucs2', units: 160, segments: 3, left: 41 });
    assert.deepEqual(smsLength(`${'a'.repeat(159)}€`), { encoding: 'gsm7', units: 161, segments: 2, left: 145 });
    assert.deepEqual(smsLength(''), { encoding: 'gsm7', units: 0, segments: 1, left: 160 });
  });
});
