const vi = {
  label: 'Danh mục thủ tục',
  back: 'Cài đặt cơ quan',
  counts: (all: number, imported: number) => `Có ${all} thủ tục, trong đó ${imported} nhập từ tệp.`,
  last: (moment: string) => `Lần nhập gần nhất: ${moment}.`,
  hint: 'Tệp JSON như Cổng Dịch vụ công quốc gia công bố (mỗi dòng một thủ tục, hoặc một danh sách), hoặc bảng CSV có cột “Mã thủ tục” và “Tên thủ tục”, tối đa 32 MB. Dòng sai được báo, các dòng khác vẫn nhập. Nhập lại cùng tệp không thay đổi gì; tên gọi tắt, từ khác, giấy tờ, lệ phí đã sửa ở đây được giữ nguyên.',
  file: 'Tệp danh mục',
  import: 'Nhập',
  done: (added: number, changed: number, unchanged: number) =>
    `Đã thêm ${added}, thay đổi ${changed}, giữ nguyên ${unchanged} thủ tục.`,
};

const en: typeof vi = {
  label: 'Catalogue of procedures',
  back: 'Settings of the office',
  counts: (all, imported) => `There are ${all} procedures, ${imported} of them imported from a file.`,
  last: moment => `Last import: ${moment}.`,
  hint: 'A JSON file as the national public-service portal publishes it (one procedure a line, or a list), or a CSV table with the columns “Mã thủ tục” and “Tên thủ tục”, of 32 MB at most. Rows that are wrong are told, the others are imported. The same file a second time changes nothing; short names, other words, papers and fees that were changed here stay.',
  file: 'File of the catalogue',
  import: 'Import',
  done: (added, changed, unchanged) => `${added} procedures added, ${changed} changed, ${unchanged} as before.`,
};

/** Texts of the page of the catalogue. */
export const catalogueTexts = { vi, en };
