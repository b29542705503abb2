/** Texts of the lookup of several codes; locales have them under the name `several`. */
export const severalTexts = {
  title: 'Tra nhiều mã',
  intro: (factor: string) =>
    `Mỗi dòng một mã hồ sơ${factor ? `, dấu cách, rồi ${factor}` : ''}. Dán cả bảng từ bảng tính cũng được.`,
  factors: {
    phoneLast4: '4 số cuối điện thoại của người nộp',
    idLast4: '4 số cuối căn cước của người nộp',
    secretCode: 'mã tra cứu',
  },
  codes: 'Các mã hồ sơ',
  noCodes: 'Chưa thấy mã hồ sơ nào. Xin dán lại, mỗi dòng một mã.',
  most: (count: number) => `Mỗi lần tra được ${count} mã: các mã sau đó chưa tra.`,
  unread: (numbers: string) => `Không thấy mã hồ sơ ở dòng ${numbers}.`,
  find: 'Tra cứu tất cả',
  finding: (done: number, all: number) => `Đang tra ${done}/${all}…`,
  done: (found: number, all: number) => `Đã tra ${all} mã, tìm thấy ${found}.`,
  interrupted: (done: number, all: number) => `Mới tra được ${done}/${all} mã.`,
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
  /** Answers that stay the same when asked again. */
  refused: {
    'dossier-not-found': 'Không tìm thấy: xin xem lại mã và số bên cạnh',
    'invalid-input': 'Mã hoặc số bên cạnh chưa đúng: xin sửa rồi tra lại',
    'not-offered': 'Cơ quan này chưa có tra cứu hồ sơ',
  } as Record<string, string>,
  incomplete: (count: number, factor: string) => `Thiếu ${factor} ở ${count} mã.`,
  needsFactor: (factor: string) => `Thiếu ${factor}`,
  failed: 'Chưa tra được, xin tra tiếp',
  waiting: 'Đang chờ',
};

export type SeveralTexts = typeof severalTexts;
