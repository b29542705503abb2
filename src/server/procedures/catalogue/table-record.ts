import type { CsvOptions } from '../../platform/record-file/index.ts';

/** Columns of a catalogue as a table, one procedure a row; lists have one entry a line or `|`. */
const catalogueColumns = {
  code: ['Mã thủ tục', 'Mã TTHC'],
  name: ['Tên thủ tục', 'Tên TTHC'],
  field: ['Lĩnh vực'],
  publisher: ['Cơ quan ban hành'],
  executor: ['Cơ quan thực hiện'],
  days: ['Thời hạn (ngày làm việc)', 'Thời hạn giải quyết', 'Thời hạn'],
  charge: ['Lệ phí (đồng)', 'Lệ phí'],
  fee: ['Phí (đồng)', 'Phí'],
  papers: ['Thành phần hồ sơ', 'Giấy tờ'],
  result: ['Kết quả'],
  channels: ['Cách thức nộp', 'Cách thức'],
  replacedBy: ['Thay bằng mã', 'Thay bằng'],
} as const;

export const catalogueTable: CsvOptions = {
  columns: catalogueColumns,
  toRecord: recordOfRow,
  optional: Object.keys(catalogueColumns).filter(name => name !== 'code' && name !== 'name'),
};

type Row = Partial<Record<keyof typeof catalogueColumns, string>>;

const methods: readonly [RegExp, string][] = [
  [/trực tuyến|online/i, 'ONLINE'],
  [/bưu chính|postal/i, 'POSTAL'],
  [/trực tiếp|direct/i, 'DIRECT'],
];

/** A row of the table in the shape of a published record; what has no column is left out. */
function recordOfRow(row: Row): object {
  return {
    ...{ code: row.code ?? '', name: row.name ?? '' },
    ...(row.field && { category: { code: '', name: row.field } }),
    ...(row.publisher && { promulgating_agency: row.publisher }),
    ...(row.executor && { executing_agency: row.executor }),
    ...([row.channels, row.days, row.charge, row.fee].some(cell => cell !== undefined) && {
      channels: channelsOf(row),
    }),
    ...(row.papers !== undefined && { checklist_raw: [{ group: '', items: listOf(row.papers).map(paperOf) }] }),
    ...(row.result !== undefined && { results: listOf(row.result) }),
    ...(row.replacedBy && { replaced_by: row.replacedBy }),
  };
}

function channelsOf({ channels, days, charge, fee }: Row): object[] {
  const named = methods.filter(([words]) => words.test(channels ?? '')).map(([, method]) => method);
  const count = Number(days?.replace(',', '.'));
  const processing = days ? { qty: count > 0 ? count : days, unit: count > 0 ? 'WORKING_DAY' : 'OTHER' } : null;
  const fees = [feeOf('SERVICE_FEE', charge), feeOf('FEE', fee)].flat();
  return (named.length ? named : ['DIRECT']).map(method => ({ method, fees, processing }));
}

const listOf = (text = ''): string[] =>
  text
    .split(/[\n|]+/)
    .map(each => each.trim())
    .filter(Boolean);

/** An amount in đồng as Vietnamese write it (`8.000 đ`), or words about it. */
function feeOf(type: string, text = ''): object[] {
  if (!text) return [];
  const amount = /^[\d. ]+(?:đồng|đ)?$/i.test(text) ? Number(text.replace(/\D/g, '')) : null;
  return [{ type, value_vnd: amount, text: amount === null ? text : '' }];
}

/** `Tờ khai (bản chính: 1, bản sao: 2)`; one original where nothing is said. */
function paperOf(text: string): object {
  const [, name = text, counts = ''] = /^(.*?)\s*\(([^()]*bản (?:chính|sao)[^()]*)\)$/iu.exec(text) ?? [];
  const count = (kind: string) => Number(new RegExp(`bản ${kind}:?\\s*(\\d{1,3})`, 'iu').exec(counts)?.[1] ?? 0);
  return { name, original_qty: counts ? count('chính') : 1, copy_qty: count('sao') };
}
