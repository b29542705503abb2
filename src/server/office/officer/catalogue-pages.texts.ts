const vi = {
  label: 'Danh mục thủ tục',
  back: 'Cài đặt cơ quan',
  counts: (all: number, imported: number) => `Có ${all} thủ tục, trong đó ${imported} nhập từ tệp.`,
  last: (moment: string) => `Lần nhập gần nhất: ${moment}.`,
  hint: 'Tệp JSON như Cổng Dịch vụ công quốc gia công bố (mỗi dòng một thủ tục, hoặc một danh sách), hoặc bảng CSV có cột “Mã thủ tục” và “Tên thủ tục”, tối đa 32 MB. Dòng sai được báo, các dòng khác vẫn nhập. Nhập lại cùng tệp không thay đổi gì; tên gọi tắt, từ khác, giấy tờ, lệ phí đã sửa ở đây được giữ nguyên.',
  file: 'Tệp danh mục',
  import: 'Nhập',
  missing: 'Xin chọn tệp.',
  done: (added: number, changed: number, unchanged: number) =>
    `Đã thêm ${added}, thay đổi ${changed}, giữ nguyên ${unchanged} thủ tục.`,
  mistakes: (count: number) => `${count} chỗ chưa nhập được`,
  line: (line: number) => `Dòng ${line}`,
  more: (count: number) => `Và ${count} chỗ khác.`,
  codes: {
    encoding: 'tệp không phải chữ mã UTF-8: xin lưu lại với UTF-8',
    json: 'không đọc được JSON',
    table: 'dấu ngoặc kép chưa đóng',
    columns: 'thiếu cột, hoặc quá nhiều cột',
    'column-twice': 'cột này có hai lần',
    long: 'dài quá một triệu chữ',
    invalid: 'chưa đúng',
    duplicate: 'mã này đã có ở dòng khác',
  } as Record<string, string>,
};

const en: typeof vi = {
  label: 'Catalogue of procedures',
  back: 'Settings of the office',
  counts: (all, imported) => `There are ${all} procedures, ${imported} of them imported from a file.`,
  last: moment => `Last import: ${moment}.`,
  hint: 'A JSON file as the national public-service portal publishes it (one procedure a line, or a list), or a CSV table with the columns “Mã thủ tục” and “Tên thủ tục”, of 32 MB at most. Rows that are wrong are told, the others are imported. The same file a second time changes nothing; short names, other words, papers and fees that were changed here stay.',
  file: 'File of the catalogue',
  import: 'Import',
  missing: 'Please choose a file.',
  done: (added, changed, unchanged) => `${added} procedures added, ${changed} changed, ${unchanged} as before.`,
  mistakes: count => `${count} not imported`,
  line: line => `Line ${line}`,
  more: count => `And ${count} more.`,
  codes: {
    encoding: 'the file is not a text in UTF-8: please save it as UTF-8',
    json: 'this is no JSON',
    table: 'a quotation mark is not closed',
    columns: 'a column is missing, or there are too many',
    'column-twice': 'this column stands there twice',
    long: 'longer than a million characters',
    invalid: 'not as it should be',
    duplicate: 'the code stands in another row, too',
  },
};

/** Texts of the page of the catalogue. */
export const catalogueTexts = { vi, en };
