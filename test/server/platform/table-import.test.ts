import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { writeCsv } from '../../../src/server/platform/csv.ts';
import { csvTemplate, importRows, readTable } from '../../../src/server/platform/table-import.ts';
import { ProblemError } from '../../../src/server/platform/problem.ts';
import { readXlsx } from '../../../src/server/platform/xlsx.ts';
import { workbook, zip } from '../../support/workbook.ts';

const columns = { day: ['Ngày'], name: ['Tên'], hours: ['Giờ'] };
const number = (value: number, style: number) => ({
  xml: (at: string) => `<c r="${at}" s="${style}"><v>${value}</v></c>`,
});
/** Styles 0 to 3: none, day, time, a format of one's own. */
const styles =
  '<numFmts><numFmt numFmtId="170" formatCode="[$-42A]dd/mm/yyyy &quot;h&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="170"/></cellXfs>';
const codeOf = (code: string) => (error: unknown) =>
  error instanceof ProblemError && error.extensions.errors?.[0]?.code === code;

describe('A spreadsheet that an officer uploads', () => {
  it('is read from Excel: days and times as one writes them, whatever their format', async () => {
    const file = workbook(
      [
        ['Tên', 'Ngày', 'Giờ'],
        ['Mai &amp; Hòa', number(46_359, 1), number(0.3125, 2)],
        [],
        [{ xml: at => `<c r="${at}" t="inlineStr"><is><t>Sáu</t></is></c>` }, number(46_360, 3), number(8.5, 0)],
      ],
      { styles },
    );
    assert.deepEqual(await readTable(file, columns), [
      { line: 2, cells: { day: '03/12/2026', name: 'Mai & Hòa', hours: '07:30' } },
      { line: 4, cells: { day: '04/12/2026', name: 'Sáu', hours: '8.5' } },
    ]);
  });

  it('is refused when it would unpack to more than a sheet can be, without unpacking it', async () => {
    const bomb = { 'xl/worksheets/sheet1.xml': `<worksheet>${' '.repeat(50_000_000)}</worksheet>` };
    await assert.rejects(readXlsx(zip(bomb), 10), codeOf('long'));
    // It says that it is small.
    await assert.rejects(readXlsx(zip(bomb, 1000), 10), codeOf('table'));
  });

  it('is bounded in depth and in length of its texts', async () => {
    const deep = `<worksheet>${'<a>'.repeat(1_000_000)}`;
    await assert.rejects(readXlsx(workbook([], { sheet: deep }), 10), codeOf('table'));
    const long = workbook(
      [
        ['Tên', 'Ngày', 'Giờ'],
        ['x'.repeat(1_000_000), '1', '2'],
      ],
      {
        styles: `<numFmts><numFmt numFmtId="170" formatCode="${'['.repeat(1_000_000)}"/></numFmts>`,
      },
    );
    const rows = await readTable(long, columns);
    assert.equal(rows[0]?.cells['name']?.length, 4000);
    const { done, rejected } = await importRows(rows, async () => assert.fail('it is not imported'));
    assert.deepEqual([done, rejected], [0, [{ line: 2, errors: [{ pointer: '/name', code: 'cell-long' }] }]]);
    const odd = '<worksheet><sheetData><row r="1.5"><c r="A1" t="str"><v>x</v></c></row></sheetData></worksheet>';
    await assert.rejects(readXlsx(workbook([], { sheet: odd }), 10), codeOf('table'));
  });

  it('keeps the columns that fit, however far away a cell is; with too many rows it is refused', async () => {
    const cell = (at: string) => `<c r="${at}" t="str"><v>x</v></c>`;
    const sheet = (rows: string) => workbook([], { sheet: `<worksheet><sheetData>${rows}</sheetData></worksheet>` });
    assert.deepEqual(await readXlsx(sheet(`<row r="1">${cell('A1')}${cell('XFD1')}</row>`), 100), [['x']]);
    await assert.rejects(readXlsx(sheet(`<row r="1048576">${cell('A1048576')}</row>`), 100), codeOf('long'));
    await assert.rejects(readXlsx(sheet(`<row r="-1">${cell('B2')}</row>`), 100), codeOf('table'));
  });

  it('that is no workbook is said to be none', async () => {
    for (const file of [zip({ 'a.txt': 'x' }), new TextEncoder().encode('PK\x03\x04 and no more')])
      await assert.rejects(readTable(file, columns), codeOf('table'));
    await assert.rejects(readTable(workbook([['Tên', 'Ngày']]), columns), codeOf('column'));
    await assert.rejects(readTable(workbook([['Tên', 'Ngày', 'Giờ']]), columns), codeOf('empty'));
  });

  it('is written so that it is read again as it was, and no text becomes a formula', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 3, maxLength: 3 }), async cells => {
        const [day = '', name = '', hours = ''] = cells.map(cell =>
          cell
            .replace(/[\0\ufeff]/g, '')
            .trim()
            .normalize('NFC'),
        );
        if (!day && !name && !hours) return;
        const file = new TextEncoder().encode(csvTemplate(columns, { day, name, hours }));
        const [row] = await readTable(file, columns).catch(() => []);
        for (const [key, value] of Object.entries({ day, name, hours })) {
          const read = row?.cells[key]?.replace(/^'/, '').trim();
          assert.equal(read, value.replace(/^'/, '').trim());
        }
      }),
    );
    assert.equal(writeCsv([['=1+1', '-2', 3, '@x', 'a;b"c']]), '\uFEFF\'=1+1;\'-2;3;\'@x;"a;b""c"\r\n');
  });
});
