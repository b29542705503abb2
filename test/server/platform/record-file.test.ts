import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type FileRecord, readRecords } from '../../../src/server/platform/record-file/index.ts';

const columns = { code: ['Mã hồ sơ'], name: ['Họ tên', 'Tên'], note: ['Ghi chú'] };
const csv = { columns, optional: ['note'] };

async function* chunks(file: Uint8Array, size = 7) {
  for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
}
async function read(file: string | Uint8Array, size?: number) {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const found: FileRecord[] = [];
  for await (const each of readRecords(chunks(bytes, size), csv)) found.push(each);
  return found;
}
const codes = async (file: string | Uint8Array) =>
  (await read(file, 65_536)).map(each => ('code' in each ? `${each.line} ${each.code}` : `${each.line} ok`));

describe('A file of records', () => {
  it('is read as JSON lines, as a JSON list and as a table, whatever its chunks', async () => {
    const rows = [
      { code: 'H29-1', name: 'Nguyễn Văn “A”, \\ [x] {y}' },
      { code: 'H29-2', name: 'Trần\nThị' },
    ];
    const lines = rows.map((value, nth) => ({ line: nth + 1, value }));
    for (const size of [1, 3, 1000]) {
      assert.deepEqual(await read(rows.map(row => JSON.stringify(row)).join('\r\n') + '\n', size), lines);
      assert.deepEqual(await read(`\uFEFF ${JSON.stringify(rows, null, 2)}\n`, size), lines);
      const table = '\uFEFFMÃ HỒ SƠ;Tên\r\nH29-1;"Nguyễn; ""A"""\r\n\r\nH29-2;Trần';
      assert.deepEqual(await read(table, size), [
        { line: 2, value: { code: 'H29-1', name: 'Nguyễn; "A"' } },
        { line: 4, value: { code: 'H29-2', name: 'Trần' } },
      ]);
    }
  });

  it('is read to its end, though some of its records are wrong', async () => {
    assert.deepEqual(await codes('{"a":1}\n{oops\n{"a":2}'), ['1 ok', '2 json', '3 ok']);
    assert.deepEqual(await codes('[{"a":1},{oops},{"a":2}]'), ['1 ok', '2 json', '3 ok']);
    assert.deepEqual(await codes('[{"a":1},{"a":'), ['1 ok', '2 json']);
    assert.deepEqual(await codes(`{"a":1}\n{"a":"${'x'.repeat(1_000_001)}"}\n{"a":2}`), ['1 ok', '2 long', '3 ok']);
    assert.deepEqual(await codes(`[{"a":1},{"a":"${'x'.repeat(1_000_001)}"},{"a":2}]`), ['1 ok', '2 long', '3 ok']);
    assert.deepEqual(await codes(`code;name\nA;B\n${'x;'.repeat(1000)}\nC;D`), ['2 ok', '3 columns', '4 ok']);
    assert.deepEqual(await codes(`${'x;'.repeat(1000)}\nA;B`), ['1 columns']);
    assert.deepEqual(await codes('a;b\nA;B'), ['1 columns']);
    assert.deepEqual(await codes('code;name\nA;"B\nC;D'), ['3 table']);
  });

  it('is nothing where it is no text', async () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...new Uint8Array(Buffer.from('code;name\nA;B', 'utf16le'))]);
    assert.deepEqual(await codes(utf16), ['1 encoding']);
    assert.deepEqual(await codes('code;name\nA;B\0'), ['1 encoding']);
    assert.deepEqual(await codes(''), []);
    assert.deepEqual(await codes('[]'), []);
  });

  it('has the same records as JSON.parse finds, or none, whatever it contains', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.object({ maxDepth: 3 })), fc.integer({ min: 1, max: 20 }), async (rows, size) => {
        const text = JSON.stringify(rows);
        const found = (await read(text, size)).map(each => 'value' in each && each.value);
        assert.deepEqual(found, JSON.parse(text));
      }),
    );
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async bytes => void (await read(bytes, 50))));
  });
});
