import { Parser } from 'htmlparser2';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { formatTimeOfDay } from '../../domain/time-of-day.ts';
import { invalidInput } from './problem.ts';

/** Upper bound of a workbook's parts when unpacked, in bytes: a small file can unpack to gigabytes. */
const maxUnpacked = 10_000_000;
const maxColumns = 50;
/** Texts are cut after this, which is longer than `importRows` takes. */
const maxText = 4000;
/** ECMA-376 allows 255 characters in a number format. */
const maxFormat = 255;
/** Parts of a workbook nest less deeply; the parser's time grows with the square of the depth. */
const maxDepth = 20;

/** Whether a file is a ZIP archive, as workbooks are. */
export const isZip = (file: Uint8Array): boolean =>
  Buffer.from(file.subarray(0, 4)).toString('latin1') === 'PK\x03\x04';

/**
 * The first sheet of an Excel workbook (ECMA-376, Office Open XML), each cell as text: days as `dd/mm/yyyy`, times as
 * `hh:mm`, whatever format they are shown in.
 * @param maxRows a sheet with more is refused
 * @returns cells by row; rows that the sheet leaves out are empty
 * @throws ProblemError `invalid-input` for a file that is none or too large
 */
export async function readXlsx(file: Uint8Array, maxRows: number): Promise<string[][]> {
  const parts = await unpack(file).catch(error => {
    throw error instanceof Error && error.message === tooLarge
      ? invalidInput('/file', 'long')
      : invalidInput('/file', 'table');
  });
  const sheet = parts.get(firstSheet(parts));
  if (sheet === undefined) throw invalidInput('/file', 'table');
  return readSheet(sheet, {
    maxRows,
    strings: readSharedStrings(parts.get('xl/sharedStrings.xml') ?? ''),
    styles: readDateStyles(parts.get('xl/styles.xml') ?? ''),
    // Days are counted from 1904 in workbooks of old Macintosh versions.
    firstSerial: /date1904="(?:1|true)"/.test(parts.get('xl/workbook.xml') ?? '') ? serialOf1904 : 0,
  });
}

const tooLarge = 'too large';

const wantedParts =
  /^xl\/(?:(?:workbook|sharedStrings|styles)\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/;

async function unpack(file: Uint8Array): Promise<Map<string, string>> {
  const archive = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(Buffer.from(file), { lazyEntries: true }, (error, zip) => (error ? reject(error) : resolve(zip))),
  );
  const parts = new Map<string, string>();
  let size = 0;
  await new Promise<void>((resolve, reject) => {
    archive.on('error', reject);
    archive.on('end', () => resolve());
    archive.on('entry', (entry: Entry) => {
      if (!wantedParts.test(entry.fileName)) return archive.readEntry();
      size += entry.uncompressedSize;
      if (size > maxUnpacked) return reject(new Error(tooLarge));
      // The stream fails when a part is larger than it says.
      archive.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('error', reject);
        stream.on('end', () => {
          parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
          archive.readEntry();
        });
      });
    });
    archive.readEntry();
  }).finally(() => archive.close());
  return parts;
}

interface Handlers {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads XML in one pass; names without their prefix. */
function readXml(xml: string, { open, text, close }: Handlers): void {
  const local = (name: string) => name.replace(/^.*:/, '');
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++depth > maxDepth) throw invalidInput('/file', 'table');
        open?.(local(name), attributes);
      },
      ontext: data => text?.(data),
      onclosetag(name) {
        depth--;
        close?.(local(name));
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
}

/** Path of the first sheet. */
function firstSheet(parts: ReadonlyMap<string, string>): string {
  let relation: string | undefined;
  readXml(parts.get('xl/workbook.xml') ?? '', {
    open(name, attributes) {
      if (name === 'sheet') relation ??= attributes['r:id'];
    },
  });
  let target: string | undefined;
  readXml(parts.get('xl/_rels/workbook.xml.rels') ?? '', {
    open(name, { Id, Target }) {
      if (name === 'Relationship' && Id === relation) target = Target;
    },
  });
  return target ? (target.startsWith('/') ? target.slice(1) : `xl/${target}`) : 'xl/worksheets/sheet1.xml';
}

/** Strings that cells refer to by number; reading aids of Japanese (`rPh`) are left out. */
function readSharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let isText = false;
  let aids = 0;
  readXml(xml, {
    open(name) {
      if (name === 'si') strings.push('');
      else if (name === 'rPh') aids++;
      isText = name === 't' && !aids;
    },
    text(data) {
      if (!isText || !strings.length) return;
      strings[strings.length - 1] = (strings[strings.length - 1] + data).slice(0, maxText);
    },
    close(name) {
      if (name === 'rPh') aids--;
      isText = false;
    },
  });
  return strings;
}

/** What a number stands for. */
type Style = 'day' | 'time' | undefined;

/** Formats that are not declared (ECMA-376, 18.8.30). */
const builtIn = (id: number): Style =>
  (id >= 14 && id <= 17) || id === 22 ? 'day' : (id >= 18 && id <= 21) || (id >= 45 && id <= 47) ? 'time' : undefined;

/** What numbers of each cell style stand for. */
function readDateStyles(xml: string): Style[] {
  const declared = new Map<number, Style>();
  const styles: Style[] = [];
  let isInCells = false;
  readXml(xml, {
    open(name, { numFmtId, formatCode = '' }) {
      if (name === 'numFmt') declared.set(Number(numFmtId), styleOf(formatCode.slice(0, maxFormat)));
      else if (name === 'cellXfs') isInCells = true;
      else if (name === 'xf' && isInCells) {
        const id = Number(numFmtId ?? 0);
        styles.push(declared.has(id) ? declared.get(id) : builtIn(id));
      }
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return styles;
}

function styleOf(format: string): Style {
  const code = format.replace(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return /[yd]/i.test(code) ? 'day' : /[hs]/i.test(code) ? 'time' : undefined;
}

interface SheetOptions {
  maxRows: number;
  strings: readonly string[];
  styles: readonly Style[];
  firstSerial: number;
}

function readSheet(xml: string, { maxRows, strings, styles, firstSerial }: SheetOptions): string[][] {
  const rows: string[][] = [];
  let row = 0;
  let column = -1;
  let type = 'n';
  let style: Style;
  let value = '';
  let isValue = false;
  const finish = () => {
    if (column < 0 || column >= maxColumns || !value) return;
    if (row > maxRows) throw invalidInput('/file', 'long');
    const text = type === 's' ? strings[Number(value)] : type === 'n' ? numberText(value, style, firstSerial) : value;
    while (rows.length < row) rows.push([]);
    const cells = rows[row - 1]!;
    while (cells.length < column) cells.push('');
    cells[column] = text ?? '';
  };
  readXml(xml, {
    open(name, attributes) {
      if (name === 'row') {
        row = Number(attributes['r'] ?? row + 1);
        if (!Number.isInteger(row) || row < 1) throw invalidInput('/file', 'table');
        column = -1;
      } else if (name === 'c') {
        column = attributes['r'] ? columnOf(attributes['r']) : column + 1;
        type = attributes['t'] ?? 'n';
        style = styles[Number(attributes['s'])];
        value = '';
      }
      isValue = name === 'v' || name === 't';
    },
    text(data) {
      if (isValue && value.length < maxText) value = (value + data).slice(0, maxText);
    },
    close(name) {
      if (name === 'c') finish();
      isValue = false;
    },
  });
  return rows;
}

/** `B7` is column 1. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/i.exec(reference)?.[0].toUpperCase() ?? '';
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

const serialOf1970 = 25_569;
const serialOf1904 = 1462;
const minutesPerDay = 24 * 60;
/** 31 December 9999, the last day that the format knows. */
const lastSerial = 2_958_465;

function numberText(value: string, style: Style, firstSerial: number): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  const serial = number + firstSerial;
  if (!style || number < 0 || serial > lastSerial) return String(number);
  const minutes = Math.round((number % 1) * minutesPerDay);
  const time = formatTimeOfDay(minutes % minutesPerDay);
  if (number < 1) return time;
  const day = new Date((Math.floor(serial) - serialOf1970) * 24 * 3600_000).toISOString().slice(0, 10);
  const date = day.split('-').reverse().join('/');
  return minutes && style === 'day' ? `${date} ${time}` : date;
}
