import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCodeLines } from '../../src/domain/code-lines.ts';
import { parseDossierCode } from '../../src/domain/dossier-code.ts';

const [a, b] = ['H29.132-261118-0042', '000.17.26.H29-261120-0007'];

const codesIn = (text: string) => parseCodeLines(text, 30).lines.map(({ code }) => code);
const factorIn = (text: string, kind: 'phoneLast4' | 'idLast4' | 'secretCode' = 'phoneLast4') =>
  parseCodeLines(text, 30, kind).lines.map(({ code, factor }) => `${code} ${factor}`);

describe('A list of dossier codes that a support team pastes', () => {
  it('is read as it comes from a spreadsheet, a message or a document', () => {
    for (const text of [
      `${a}\n${b}`,
      `${a.toLowerCase()}\r\n\r\n ${b} `,
      `${a}, ${b}`,
      `${a};${b}`,
      `Mã hồ sơ: ${a}\nMã hồ sơ: ${b}`,
      `1. ${a}\n2) ${b}`,
      `STT\tHọ tên\tMã hồ sơ\n1\tNguyễn Văn A\t${a}\t12/11/2026\n2\tTrần Thị B\t${b}\t13/11/2026`,
      `https://dvc.example/tra-cuu?ma=${a}\n“${b}”`,
      `${a.replaceAll('-', ' – ')}\n• ${b}`,
    ])
      assert.deepEqual(codesIn(text), [a, b], text);
  });

  it('has codes of a pattern of the province’s own', () => {
    assert.deepEqual(codesIn('TTHC/2026/0815\n1. TTHC/2026/0816\n3\tTTHC/2026/0817\tNguyễn Văn A'), [
      'TTHC/2026/0815',
      'TTHC/2026/0816',
      'TTHC/2026/0817',
    ]);
    assert.deepEqual(factorIn('TTHC/2026/0815 0042'), ['TTHC/2026/0815 0042']);
  });

  it('has as many codes in a line as stand there', () => {
    const many = Array.from({ length: 30 }, (_, i) => `H29.132-261118-${1000 + i}`);
    assert.deepEqual(codesIn(many.join(', ')), many);
    assert.deepEqual(factorIn('BNV-2025-0042, 1234, BNV-2025-0043, 5678'), [
      'BNV-2025-0042 1234',
      'BNV-2025-0043 5678',
    ]);
  });

  it('is not read out of words, phone numbers and parts of other codes', () => {
    for (const text of ['1 Nguyen Van A 0912345678', 'Danh sach 2025', '079200012345', '0912 345 678'])
      assert.deepEqual(codesIn(text), [], text);
    for (const text of ['TTH29-251120-0042', `${a}A`])
      assert.ok(!codesIn(text).includes(a) && !codesIn(text)[0]?.startsWith('H29-'), text);
  });

  it('has the factor in the ways of spreadsheets and messages', () => {
    for (const [text, factor] of [
      ['(0912) 345 678', '0912 345 678'],
      ['tiếp nhận 2025 sđt 5678', '5678'],
      ['912345678', '0912345678'],
      ['SĐT:5678', '5678'],
      ['Số phiếu: 12 - 0912345678', '0912345678'],
    ] as const)
      assert.deepEqual(factorIn(`${a}\t${text}`), [`${a} ${factor}`], text);
    assert.deepEqual(factorIn(`Nguyễn Văn A\t0912345678\t${a}`), [`${a} 0912345678`], 'before the code');
    assert.deepEqual(factorIn(`${a}\t912345678\t079200012345`, 'idLast4'), [`${a} 079200012345`]);
    assert.deepEqual(factorIn(`${a}\t79200012345`, 'idLast4'), [`${a} 079200012345`]);
    assert.deepEqual(factorIn(`${a}\t20251120\t0912345678\tK7P3QX`, 'secretCode'), [`${a} K7P3QX`]);
  });

  it('has the second factor beside the code', () => {
    for (const text of [`${a}\t0042`, `${a};0042`, `${a} 0042`, `${a} , 0042`, `${a} (0042)`, `${a} - 0042`])
      assert.deepEqual(factorIn(text), [`${a} 0042`], text);
    assert.deepEqual(factorIn(`${a} 0912 345 678`), [`${a} 0912 345 678`]);
    assert.deepEqual(factorIn(`1\t${a}\tNguyễn Văn A\t001099012345\t0912.345.678\t12/11/2026`), [`${a} 0912.345.678`]);
    assert.deepEqual(factorIn(`1\t${a}\tNguyễn Văn A\t0912345678\t001099012345`, 'idLast4'), [`${a} 001099012345`]);
    assert.deepEqual(factorIn(`${a}\tNguyễn\tK7P2QX`, 'secretCode'), [`${a} K7P2QX`]);
    assert.deepEqual(factorIn(`${a}, 0042; ${b}, 0007`), [`${a} 0042`, `${b} 0007`]);
  });

  it('has no factor where three digits, a year or a number of a form stand there', () => {
    for (const text of [`${a} 042`, `${a}\t12/11/2026`, `${a} - Số phiếu: 1234`, `${a}\t09xx xxx 678`])
      assert.deepEqual(factorIn(text), [`${a} `], text);
  });

  it('tells the lines that look like a code, and are none', () => {
    assert.deepEqual(parseCodeLines(`Mã hồ sơ\n${a}\n0912345678\n\n12/11/2026\n${b}`, 30).unread, [3, 5]);
  });

  it('is read to its limit, each code once, whatever it contains', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => `H29.132-261118-${1000 + i}`).join('\n');
    assert.equal(codesIn(hundred).length, 30);
    assert.deepEqual(factorIn(`${a}\n${a} 0042`), [`${a} 0042`]);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 3000 }), text => {
        const codes = codesIn(text);
        assert.ok(codes.length <= 30);
        assert.equal(new Set(codes).size, codes.length);
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
