/** Texts of the lookup of several codes; locales have them under the name `several`. */
export const severalTexts = {
  title: 'Tra nhiều mã',
  intro: 'Mỗi dòng một mã hồ sơ. Dán từ bảng tính cũng được.',
  introFactor: 'Mỗi dòng một mã hồ sơ, dấu cách, rồi 4 số cuối điện thoại của người nộp. Dán từ bảng tính cũng được.',
  codes: 'Các mã hồ sơ',
  noCodes: 'Chưa thấy mã hồ sơ nào. Xin dán lại, mỗi dòng một mã.',
  most: (count: number) => `Mỗi lần tra được ${count} mã: các mã sau đó chưa tra.`,
  find: 'Tra cứu tất cả',
  finding: (done: number, all: number) => `Đang tra ${done}/${all}…`,
  done: (found: number, all: number) => `Đã tra ${all} mã, tìm thấy ${found}.`,
  goOn: 'Tra tiếp',
  print: 'In tờ này',
  one: 'Tra một mã',
  sheetTitle: 'Tình trạng hồ sơ',
  columns: { code: 'Mã hồ sơ', state: 'Tình trạng', due: 'Hẹn trả' },
  tones: {
    yours: 'Người dân cần làm',
    going: 'Cơ quan đang làm',
    done: 'Đã xong',
    stopped: 'Trễ, hoặc dừng',
    rest: 'Đã ngừng',
  },
  notFound: 'Không tìm thấy: xin xem lại mã và 4 số',
  needsFactor: 'Thiếu 4 số cuối điện thoại',
  failed: 'Chưa tra được, xin tra tiếp',
  waiting: 'Đang chờ',
};

export type SeveralTexts = typeof severalTexts;
