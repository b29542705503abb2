import { crc32, deflateRawSync } from 'node:zlib';

/** A cell of a sheet: a shared string, or XML of its own. */
export type Cell = string | { xml: (reference: string) => string };

interface WorkbookOptions {
  styles?: string;
  /** XML of the sheet instead of rows. */
  sheet?: string;
}

/** A small Excel workbook with one sheet. */
export function workbook(
  rows: readonly (readonly Cell[])[],
  { styles = '', sheet }: WorkbookOptions = {},
): Uint8Array<ArrayBuffer> {
  const strings: string[] = [];
  const cell = (value: Cell, row: number, column: number) => {
    const reference = `${String.fromCharCode(65 + column)}${row + 1}`;
    return typeof value === 'string'
      ? `<c r="${reference}" t="s"><v>${strings.push(value) - 1}</v></c>`
      : value.xml(reference);
  };
  const data = rows.map(
    (cells, row) => `<row r="${row + 1}">${cells.map((value, column) => cell(value, row, column)).join('')}</row>`,
  );
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  return zip({
    'xl/workbook.xml': `${head}<workbook xmlns:r="r"><sheets><sheet name="Lịch" sheetId="1" r:id="rId7"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships><Relationship Id="rId7" Target="worksheets/sheet3.xml"/></Relationships>`,
    'xl/worksheets/sheet3.xml': sheet ?? `${head}<worksheet><sheetData>${data.join('')}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `${head}<sst>${strings.map(text => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `${head}<styleSheet>${styles}</styleSheet>`,
    'docProps/app.xml': head,
  });
}

/** A ZIP archive. */
export function zip(files: Readonly<Record<string, string>>, unpackedSize?: number): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const raw = Buffer.from(text);
    const packed = deflateRawSync(raw);
    const entry = Buffer.alloc(26);
    entry.writeUInt16LE(20, 0);
    entry.writeUInt16LE(0x800, 2);
    entry.writeUInt16LE(8, 4);
    entry.writeUInt32LE(crc32(raw), 10);
    entry.writeUInt32LE(packed.length, 14);
    entry.writeUInt32LE(unpackedSize ?? raw.length, 18);
    entry.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), entry, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), entry, tail, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...parts, listed, end]));
}
