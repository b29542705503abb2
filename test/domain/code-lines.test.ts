import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCodeLines } from '../../src/domain/code-lines.ts';
import { parseDossierCode } from '../../src/domain/dossier-code.ts';

const [a, b] = ['H29.132-261118-0042', '000.17.26.H29-261120-0007'];

describe('A list of dossier codes that a support team pastes', () => {
  it('is read as it comes from a spreadsheet, a message or a document', () => {
    const both = [
      { code: a, factor: '' },
      { code: b, factor: '' },
    ];
    for (const text of [
      `${a}\n${b}`,
      `${a.toLowerCase()}\r\n\r\n ${b} `,
      `${a}, ${b}`,
      `${a};${b}`,
      `Mã hồ sơ: ${a}\nMã hồ sơ: ${b}`,
    ])
      assert.deepEqual(parseCodeLines(text, 30), both, text);
  });

  it('has the second factor beside the code', () => {
    for (const text of [`${a}\t0042`, `${a};0042`, `${a} 0042`, `${a} , 0042`])
      assert.deepEqual(parseCodeLines(text, 30), [{ code: a, factor: '0042' }], text);
    assert.deepEqual(parseCodeLines(`${a} 0912 345 678`, 30), [{ code: a, factor: '0912 345 678' }]);
    assert.deepEqual(parseCodeLines('H29.132 261118 0042', 30)[0]?.code.startsWith('H29.132'), true);
  });

  it('is read to its limit, each code once, whatever it contains', () => {
    assert.equal(
      parseCodeLines(Array.from({ length: 100 }, (_, i) => `H29.132-261118-${1000 + i}`).join('\n'), 30).length,
      30,
    );
    assert.equal(parseCodeLines(`${a}\n${a}`, 30).length, 1);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 3000 }), text => {
        const lines = parseCodeLines(text, 30);
        assert.ok(lines.length <= 30);
        assert.equal(new Set(lines.map(({ code }) => code)).size, lines.length);
      }),
    );
  });
});

describe('A code that a scanner types', () => {
  it('is read from Code 128 with its symbology identifier, and from a HIBC label', () => {
    assert.equal(parseDossierCode(`]C1${a}`), a);
    assert.equal(parseDossierCode(`]Q3https://dvc.example/tra-cuu?MHS=${a}`), a);
    assert.equal(parseDossierCode('+H29132261118004$'), 'H29132261118004');
  });
});
