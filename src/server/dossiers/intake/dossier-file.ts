import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldDiacritics } from '../../../domain/fold-diacritics.ts';
import { instantText, readDate } from '../../../mapping/index.ts';
import {
  type CsvOptions,
  type ImportBatch,
  importRecords,
  type ImportReport,
  type RecordFile,
} from '../../platform/record-file/index.ts';

/** Records of one transaction. */
const batchSize = 500;

/** Columns of a table of dossiers, with the headings by which they are known. */
const knownColumns = {
  code: ['Mã hồ sơ', 'Mã số hồ sơ', 'Số hồ sơ', 'Số biên nhận'],
  status: ['Trạng thái', 'Tình trạng', 'Trạng thái hồ sơ'],
  agency: ['Mã đơn vị'],
  procedure: ['Mã thủ tục', 'Mã TTHC'],
  procedureName: ['Tên thủ tục', 'Tên TTHC', 'Thủ tục', 'Tên hồ sơ'],
  at: ['Ngày cập nhật', 'Thời điểm xử lý'],
  receivedAt: ['Ngày tiếp nhận', 'Ngày nhận'],
  dueAt: ['Ngày hẹn trả', 'Hẹn trả', 'Hạn trả'],
  by: ['Đơn vị xử lý', 'Phòng ban xử lý'],
  note: ['Nội dung xử lý', 'Lý do'],
  papers: ['Giấy tờ cần bổ sung'],
  name: ['Chủ hồ sơ', 'Người nộp', 'Họ và tên', 'Họ tên'],
  phone: ['Số điện thoại', 'Điện thoại', 'SĐT'],
  idNumber: ['Số giấy tờ', 'Số CCCD', 'CCCD'],
  secretCode: ['Mã tra cứu'],
  notify: ['Nhận tin nhắn'],
} as const;
export type DossierColumn = keyof typeof knownColumns;
export const dossierColumns = Object.keys(knownColumns) as DossierColumn[];

/** How a table of another system is read. */
export interface TableMapping {
  /** Its headings, by our names; known headings need not be named. */
  columns?: Partial<Record<DossierColumn, string>> | undefined;
  /** Its words for states; known ones need not be named. */
  states?: Record<string, string> | undefined;
  /** Pattern of its dates, as `dd/MM/yyyy HH:mm`; usual ones are known. */
  dates?: string | undefined;
}

/** Whether dates can be read by a pattern: it has a year, a month and a day, each once. */
export function isDatePattern(pattern: string): boolean {
  if (/^epoch-(?:s|ms)$/.test(pattern)) return true;
  const tokens = pattern.match(/y+|M+|d+|H+|h+|m+|s+/g) ?? [];
  const letters = tokens.map(each => each[0]!);
  return ['y', 'M', 'd'].every(each => letters.includes(each)) && new Set(letters).size === letters.length;
}

/** The heading of a column that a template has. */
export const headingOf = (column: DossierColumn): string => knownColumns[column][0];

/**
 * Imports dossiers from a file as it is read: JSON lines or a JSON list of records ([docs/intake.md]), or a table.
 * What is wrong is told with its line, the rest is imported; the same file a second time changes nothing.
 */
export const importDossiers = (
  file: RecordFile,
  mapping: TableMapping,
  importBatch: ImportBatch,
): Promise<ImportReport> => importRecords(file, tableOf(mapping), { batchSize, importBatch });

function tableOf({ columns = {}, states = {}, dates }: TableMapping): CsvOptions {
  const named = dossierColumns.map(name => {
    const own = columns[name];
    return [name, own ? [own] : knownColumns[name]] as const;
  });
  const ownStates = Object.entries(states).map(([word, state]) => [foldDiacritics(word), state] as const);
  const words = new Map([...stateWords, ...ownStates]);
  return {
    columns: Object.fromEntries(named),
    // A column that the map names has to be there.
    optional: dossierColumns.filter(name => name !== 'code' && name !== 'status' && !columns[name]),
    toRecord: cells => recordOf(cells, words, dates),
  };
}

const stateWords = Object.entries(
  JSON.parse(readFileSync(join(import.meta.dirname, 'state-words.json'), 'utf8')) as Record<string, string[]>,
).flatMap(([state, said]) => said.map(word => [foldDiacritics(word), state] as const));

/** Due dates without a time end with the office hours, usually. */
const closing = '17:00:00';

/** A row in the shape of a record; empty cells are left out. What cannot be read stays as it is, to be told. */
function recordOf(cells: Partial<Record<DossierColumn, string>>, states: Map<string, string>, dates?: string): object {
  const {
    code,
    status = '',
    name,
    phone,
    idNumber,
    secretCode,
    notify,
    papers,
    at,
    receivedAt,
    dueAt,
    ...rest
  } = cells;
  const filled = (fields: Record<string, string | undefined>) =>
    Object.fromEntries(Object.entries(fields).filter(([, text]) => text));
  const applicant = {
    ...filled({ name, phone, idNumber, secretCode }),
    ...(notify && { notify: /^(?:1|x|có|co|true|yes)$/i.test(notify) }),
  };
  return {
    ...filled({ code, ...rest }),
    status: states.get(foldDiacritics(status)) ?? status,
    ...filled({ at: dateOf(at, dates), receivedAt: dateOf(receivedAt, dates), dueAt: dateOf(dueAt, dates, closing) }),
    ...(papers && {
      papers: papers
        .split(/[\n|;]+/)
        .map(paper => paper.trim())
        .filter(Boolean),
    }),
    ...(Object.keys(applicant).length && { applicant }),
  };
}

function dateOf(text: string | undefined, format: string | undefined, time?: string): string | undefined {
  const read = readDate(text, format, '+07:00');
  if (read === 'unreadable') return text;
  return read && instantText(time && read.time === '00:00:00' ? { ...read, time } : read);
}
