export const guideTexts = {
  list: 'Hướng dẫn làm thủ tục',
  search: 'Ông/Bà cần làm việc gì?',
  searchHint: 'Gõ vài chữ, không cần dấu. Ví dụ: khai sinh, sao y',
  found: (count: number) => `${count} hướng dẫn`,
  none: 'Chưa có hướng dẫn cho việc này',
  otherWords: 'Xin nhập từ khác, hoặc gọi cho chúng tôi.',
  allGuides: 'Xem tất cả hướng dẫn',
  more: (left: number) => `Xem thêm (còn ${left})`,
  watchedTo: (time: string) => `Đang xem dở ở ${time}`,
  back: 'Hướng dẫn khác',
  notFound: 'Không tìm thấy hướng dẫn này. Có thể hướng dẫn đã được gỡ. Xin chọn hướng dẫn khác.',

  length: (minutes: number, seconds: number) =>
    [minutes && `${minutes} phút`, seconds && `${seconds} giây`].filter(Boolean).join(' '),
  size: (megabytes: number) => `${megabytes.toFixed(1).replace('.', ',')} MB`,
  steps: (count: number) => `${count} bước`,
  watch: (length: string, size: string) => `Xem video (${length}, ${size})`,
  goOn: (time: string) => `Xem tiếp từ ${time}`,
  fromStart: 'Xem lại từ đầu',
  saving: (size: string) =>
    `Mạng của Ông/Bà đang chậm hoặc tính tiền theo dung lượng. Xin Ông/Bà đọc các bước dưới đây, không cần tải video ${size}.`,
  noFilm: 'Hướng dẫn này không có video mở được trên máy này. Xin Ông/Bà đọc các bước dưới đây.',
  filmFailed: 'Chưa mở được video. Xin Ông/Bà đọc các bước dưới đây, nội dung như trong video.',
  filmCut: 'Video bị đứt giữa chừng. Xin Ông/Bà đọc tiếp các bước dưới đây, nội dung như trong video.',
  captionsFailed: 'Chưa tải được phụ đề của video. Xin đọc các bước dưới đây.',
  repeat: 'Nghe lại câu này',
  settings: 'Phụ đề và tốc độ',
  captionSize: 'Cỡ chữ phụ đề',
  sizes: ['Vừa', 'Lớn', 'Rất lớn'],
  captionPlace: 'Chỗ của phụ đề',
  places: { below: 'Dưới video', bottom: 'Trong video, phía dưới', top: 'Trong video, phía trên', off: 'Không hiện' },
  speed: 'Tốc độ',
  speeds: { '0.75': 'Chậm', '1': 'Bình thường', '1.25': 'Nhanh', '1.5': 'Rất nhanh' },
  language: 'Ngôn ngữ',
  languages: { vi: 'Tiếng Việt', en: 'Tiếng Anh', km: 'Tiếng Khmer', zh: 'Tiếng Hoa' } as Record<string, string>,

  outdated: {
    'procedure-changed': 'Video cũ: thủ tục đã thay đổi',
    'procedure-replaced': 'Video cũ: thủ tục này đã được thay bằng thủ tục khác',
    expired: 'Video cũ: hướng dẫn này đã hết hạn',
  },
  since: (day: string) => `Từ ${day}.`,
  askFirst: 'Xin hỏi lại trước khi chuẩn bị giấy tờ.',
  instead: 'Xem hướng dẫn mới',

  papers: 'Giấy tờ cần chuẩn bị',
  papersHint: 'Có giấy tờ nào thì đánh dấu vào. Dấu chỉ lưu trên máy này.',
  paper: (name: string, originals: number, copies: number) => {
    const parts = [originals && `${originals} bản chính`, copies && `${copies} bản sao`].filter(Boolean);
    return parts.length ? `${name} (${parts.join(', ')})` : name;
  },
  have: (count: number, of: number) => `Đã có ${count}/${of} giấy tờ`,
  haveAll: 'Đã đủ giấy tờ.',
  book: 'Đặt lịch làm việc này',
  wipe: 'Xóa dấu trên máy này',
  explained: (time: string) => `Xem giải thích (${time})`,

  all: 'Các bước',
  allHint: 'Bấm vào một câu để xem đoạn đó trong video.',
  step: (number: number, title: string) => `${number}. ${title}`,
  from: (time: string) => `Xem ${time}`,
  find: 'Tìm trong hướng dẫn',
  sentences: (count: number) => (count ? `${count} câu` : 'Không có câu nào'),

  helped: 'Hướng dẫn này có giúp được Ông/Bà không?',
  yes: 'Có, tôi đã hiểu',
  no: 'Chưa hiểu',
  which: 'Bước nào chưa rõ?',
  anyStep: 'Không nhớ bước nào',
  sending: 'Đang gửi…',
  thanks: 'Cảm ơn Ông/Bà. Chúng tôi đã ghi nhận.',
  write: 'Viết góp ý',
  reviewed: (publisher: string, day: string) => `${publisher} rà soát ngày ${day}.`,
};

export type GuideTexts = typeof guideTexts;
