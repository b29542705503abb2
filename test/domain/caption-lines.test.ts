import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatCaptionLines, parseCaptionLines } from '../../src/domain/caption-lines.ts';
import type { Cue } from '../../src/domain/vtt.ts';

const word = fc.stringMatching(/^[a-zà-ỹĐđ,.?0-9-]{1,12}$/u).filter(each => !/\s/.test(each));
const text = fc.array(word, { minLength: 1, maxLength: 8 }).map(words => words.join(' '));
/** Captions in order, in ms from the one before. */
const cues = fc
  .array(fc.record({ after: fc.nat(60_000), length: fc.integer({ min: 1, max: 20_000 }), text }), { maxLength: 20 })
  .map(list => {
    let from = 0;
    return list.map(({ after, length, text }): Cue => {
      from += after;
      return { from: from / 1000, to: (from + length) / 1000, text };
    });
  });

describe('Captions as lines', () => {
  it('are the same after they were written and read', () => {
    fc.assert(
      fc.property(
        cues,
        fc.array(fc.option(text, { nil: undefined }), { minLength: 20, maxLength: 20 }),
        (vi, english) => {
          // Two captions of the same times would share the English of the first.
          fc.pre(new Set(vi.map(({ from, to }) => `${from} ${to}`)).size === vi.length);
          const en = vi.flatMap((cue, i) => (english[i] ? [{ ...cue, text: english[i] }] : []));
          assert.deepEqual(parseCaptionLines(formatCaptionLines(vi, en), 3600), { vi, en });
        },
      ),
    );
  });

  it('are read or refused with a line, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.integer({ min: 1, max: 3600 }),
        (typed, seconds) => {
          const read = parseCaptionLines(typed, seconds);
          if ('faults' in read)
            for (const { line } of read.faults) assert.ok(line >= 1 && line <= typed.split(/\r?\n/).length);
          else assert.ok(read.vi.every(({ from, to }) => from < seconds + 1 && from < to));
        },
      ),
    );
  });

  it('may be typed with a hyphen, with commas, and with spaces around', () => {
    assert.deepEqual(parseCaptionLines('  0:01,5 - 0:04   Xin  chào | Hello \r\n\r\n1:00-1:02 Hết', 90), {
      vi: [
        { from: 1.5, to: 4, text: 'Xin chào' },
        { from: 60, to: 62, text: 'Hết' },
      ],
      en: [{ from: 1.5, to: 4, text: 'Hello' }],
    });
  });
});
