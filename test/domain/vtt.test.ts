import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseVtt, formatVtt, type Cue } from '../../src/domain/vtt.ts';

const faultOf = (file: string) => {
  const read = parseVtt(file);
  return 'fault' in read ? read.fault : undefined;
};

describe('A caption file', () => {
  it('is read as it was written, whatever is said in it', () => {
    const words = fc
      .string({ minLength: 1, maxLength: 40 })
      .map(text => text.normalize('NFC').replace(/\s+/g, ' ').trim());
    const lines = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 9000 }), words.filter(Boolean)), { minLength: 1, maxLength: 20 })
      .map(parts => {
        let at = 0;
        return parts.map(([ms, text]): Cue => ({ from: at / 1000, to: (at += ms) / 1000, text }));
      });
    fc.assert(
      fc.property(lines, cues => {
        const read = parseVtt(formatVtt(cues));
        assert.ok('cues' in read);
        assert.deepEqual(read.cues, cues);
      }),
    );
  });

  it('may have notes, styles, names, markup, Windows line ends and hours', () => {
    const file =
      '\ufeffWEBVTT - Khai sinh\r\n\r\nNOTE bản nháp\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n1\r\n01:00:00.500 --> 01:00:02.000 align:start\r\n<v Lan>Một &amp; <i>hai</i></v>\r\nba\r\n';
    assert.deepEqual(parseVtt(file), { cues: [{ from: 3600.5, to: 3602, text: 'Một & hai ba' }] });
  });

  it('that is broken tells where', () => {
    assert.deepEqual(faultOf(''), { line: 1, code: 'no-header' });
    assert.deepEqual(faultOf('WEBVTTX\n'), { line: 1, code: 'no-header' });
    assert.deepEqual(faultOf('WEBVTT\n\n00:99.000 --> 00:01.000\nA'), { line: 3, code: 'time' });
    assert.deepEqual(faultOf('WEBVTT\n\nchỉ có chữ'), { line: 3, code: 'time' });
    assert.deepEqual(faultOf('WEBVTT\n\n00:02.000 --> 00:01.000\nA'), { line: 3, code: 'order' });
    assert.deepEqual(faultOf('WEBVTT\n\n00:05.000 --> 00:06.000\nA\n\nx\n00:01.000 --> 00:02.000\nB'), {
      line: 7,
      code: 'order',
    });
    assert.equal(faultOf('WEBVTT\n')?.code, 'empty');
  });

  it('never throws, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void parseVtt(`WEBVTT\n\n${text}`)));
  });
});
