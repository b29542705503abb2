import type { Context } from 'hono';
import type { LocalizedText } from '../../contract/index.ts';

const vi = {
  language: 'vi',
  title: 'Bàn làm việc Một Cửa',
  locked: 'Màn hình đã khóa',
  lockedHint: (name: string) => `Xin nhập mật khẩu của ${name} để làm tiếp. Những gì đã nhập vẫn còn.`,
  lockedAtProvider: (name: string) =>
    `Xin đăng nhập lại bằng tài khoản của ${name} ở thẻ mới, rồi quay lại đây. Những gì đã nhập vẫn còn.`,
  password: 'Mật khẩu',
  wrongPassword: 'Mật khẩu chưa đúng. Xin nhập lại.',
  notUnlocked: 'Chưa mở khóa được. Xin thử lại sau ít phút.',
  unlock: 'Mở khóa',
  skip: 'Đến nội dung',
  navigation: 'Các mục',
  groups: { plan: 'Bố trí', admin: 'Quản trị' },
  searchAll: 'Tìm mã hồ sơ, tên, số điện thoại, số thứ tự',
  keyList: 'Phím tắt',
  /** Keys with what they do, in lists of rows. */
  rowKeys: [
    ['J K', 'lên, xuống'],
    ['X', 'chọn'],
    ['Enter', 'mở'],
  ],
  signOut: 'Đăng xuất',
  missing: 'Không tìm thấy',
  missingHint: 'Không có trang hoặc mục này, hoặc mục không thuộc cơ quan của Ông/Bà.',
  failed: 'Chưa làm được',
  error: 'Lỗi',
  requestId: (id: string) => `Mã yêu cầu: ${id}`,
  toStart: 'Về trang đầu',
  roles: { reader: 'Người xem', officer: 'Cán bộ', lead: 'Phụ trách', admin: 'Quản trị' },
  search: 'Tìm',
  none: 'Không có mục nào.',
  code: 'Mã',
  procedure: 'Thủ tục',
  status: 'Trạng thái',
  received: 'Nhận lúc',
  phone: 'Điện thoại',
  save: 'Lưu',
  reason: 'Lý do',
  done: 'Đã lưu.',
  day: 'Ngày',
  show: 'Xem',
  dayBefore: 'Ngày trước',
  dayAfter: 'Ngày sau',
  /** By the number of the day, Sunday first. */
  weekdays: ['Chủ Nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
  today: 'Hôm nay',
  print: 'In',
  close: 'Đóng',
  cancel: 'Thôi',
  undo: 'Hoàn tác',
  time: 'Giờ',
  service: 'Việc',
  when: 'Lúc',
  subject: 'Liên quan đến',
  markUndo: 'Bỏ ghi',
  atLine: (line: string) => `(dòng ${line})`,
  errors: {
    title: 'Chưa lưu được',
    'invalid-input': 'Xin xem lại các mục dưới đây.',
    'slot-taken': 'Giờ này vừa có người đặt. Xin chọn giờ khác.',
    'slot-closed': 'Giờ này không đặt được. Xin chọn giờ khác.',
    'already-booked': 'Số điện thoại này đã có chỗ trong buổi này.',
    'appointment-fixed': 'Lịch hẹn này không đổi được nữa.',
    'hold-expired': 'Thời gian giữ chỗ đã hết, chỗ đã sang người sau.',
    'changed-meanwhile': 'Có người vừa thay đổi mục này. Xin xem bản mới bên dưới rồi làm lại.',
    'appointment-not-found': 'Không tìm thấy lịch hẹn của phiếu này ở các quầy của Ông/Bà.',
    'too-many-requests': 'Đã thử nhiều lần. Xin thử lại sau 15 phút.',
    'not-allowed': 'Tài khoản này không được làm việc đó.',
    'not-signed-in': 'Xin đăng nhập.',
    unavailable: 'Hiện chưa nối được cơ sở dữ liệu. Xin thử lại sau ít phút.',
    'cell-long': 'Có ô dài quá 2.000 ký tự. Xin rút ngắn.',
    internal: 'Có lỗi ở máy chủ. Xin thử lại hoặc báo quản trị viên.',
  } as Record<string, string>,
  /** Error texts of fields that several matters have, by pointer and code. */
  fields: {
    '/opens': 'Từ giờ: ghi như 7:30 hoặc 7h30.',
    '/closes': 'Đến giờ: ghi như 11:30 hoặc 11h30.',
    '/closes:order': 'Giờ kết thúc phải sau giờ bắt đầu.',
    '/file:table': 'Tệp không đọc được như một bảng. Xin lưu lại dạng .xlsx hoặc CSV (UTF-8).',
    '/file:column': 'Tệp thiếu cột',
    '/file:empty': 'Tệp không có dòng nào.',
    '/file:long': 'Tệp quá dài, nhiều nhất 1000 dòng. Xin chia thành nhiều tệp.',
    '/file:characters': 'Tệp không dùng bảng mã Unicode. Xin lưu lại dạng .xlsx hoặc CSV (UTF-8).',
  } as Record<string, string>,
  shortWeekdays: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'],
  from: 'Từ ngày',
  opens: 'Từ giờ',
  closes: 'Đến giờ',
  importFile: 'Nhập từ tệp bảng tính (.csv, .xlsx)',
  importHint: (columns: string) =>
    `Dòng đầu là tên cột: ${columns}. Dòng nào sai thì báo lại, các dòng khác vẫn được nhập.`,
  template: 'Tải tệp mẫu',
  file: 'Tệp',
  import: 'Nhập tệp',
  imported: (count: number) => `Đã nhập ${count} dòng.`,
  notImported: (count: number) => `${count} dòng chưa nhập được, xin sửa rồi nhập lại các dòng này:`,
  line: (line: number) => `Dòng ${line}`,
};

const en: typeof vi = {
  language: 'en',
  title: 'Một Cửa desk',
  locked: 'The screen is locked',
  lockedHint: name => `Please enter the password of ${name} to go on. What was typed is kept.`,
  lockedAtProvider: name =>
    `Please sign in again as ${name} in a new tab, then come back here. What was typed is kept.`,
  password: 'Password',
  wrongPassword: 'The password is wrong. Please try again.',
  notUnlocked: 'Could not unlock. Please try again in a few minutes.',
  unlock: 'Unlock',
  skip: 'To the content',
  navigation: 'Sections',
  groups: { plan: 'Planning', admin: 'Administration' },
  searchAll: 'Find a code, name, phone or ticket number',
  keyList: 'Keys',
  rowKeys: [
    ['J K', 'down, up'],
    ['X', 'choose'],
    ['Enter', 'open'],
  ],
  signOut: 'Sign out',
  missing: 'Not found',
  missingHint: 'There is no such page or item, or it does not belong to your agency.',
  failed: 'That did not work',
  error: 'Error',
  requestId: id => `Request number: ${id}`,
  toStart: 'To the start',
  roles: { reader: 'Reader', officer: 'Officer', lead: 'Lead', admin: 'Administrator' },
  search: 'Find',
  none: 'Nothing here.',
  code: 'Code',
  procedure: 'Procedure',
  status: 'Status',
  received: 'Received',
  phone: 'Phone',
  save: 'Save',
  reason: 'Reason',
  done: 'Saved.',
  day: 'Day',
  show: 'Show',
  dayBefore: 'Day before',
  dayAfter: 'Day after',
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  today: 'Today',
  print: 'Print',
  close: 'Close',
  cancel: 'Cancel',
  undo: 'Undo',
  time: 'Time',
  service: 'Service',
  when: 'At',
  subject: 'Subject',
  markUndo: 'Undo',
  atLine: line => `(line ${line})`,
  errors: {
    title: 'Not saved',
    'invalid-input': 'Please check the items below.',
    'slot-taken': 'Somebody has just booked this time. Please choose another.',
    'slot-closed': 'This time cannot be booked. Please choose another.',
    'already-booked': 'This phone has a place in this session already.',
    'appointment-fixed': 'This appointment cannot be changed any more.',
    'hold-expired': 'The time for this place is over; it has gone to the next.',
    'changed-meanwhile': 'Somebody has just changed this. Please look at the new version below and try again.',
    'appointment-not-found': 'No appointment of your counters has this ticket.',
    'too-many-requests': 'There were many tries. Please try again in 15 minutes.',
    'not-allowed': 'This account may not do that.',
    'not-signed-in': 'Please sign in.',
    unavailable: 'The database cannot be reached. Please try again in a few minutes.',
    'cell-long': 'A cell is longer than 2,000 characters. Please shorten it.',
    internal: 'The server failed. Please try again or tell the administrator.',
  },
  fields: {
    '/opens': 'From: write 7:30.',
    '/closes': 'To: write 11:30.',
    '/closes:order': 'The end must be after the beginning.',
    '/file:table': 'The file cannot be read as a table. Save it as .xlsx or CSV (UTF-8).',
    '/file:column': 'The file lacks the column',
    '/file:empty': 'The file has no lines.',
    '/file:long': 'The file is too long, at most 1000 lines. Please divide it.',
    '/file:characters': 'The file is not Unicode. Save it as .xlsx or CSV (UTF-8).',
  },
  shortWeekdays: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
  from: 'From',
  opens: 'From',
  closes: 'To',
  importFile: 'From a spreadsheet (.csv, .xlsx)',
  importHint: columns =>
    `The first line names the columns: ${columns}. Wrong lines are reported, all others are imported.`,
  template: 'Download a template',
  file: 'File',
  import: 'Import',
  imported: count => `${count} ${count === 1 ? 'line' : 'lines'} imported.`,
  notImported: count =>
    `${count} ${count === 1 ? 'line was' : 'lines were'} not imported; please correct and import again:`,
  line: line => `Line ${line}`,
};

/** A language of the officers' site. */
export type Language = 'vi' | 'en';

/** Texts in each language. */
export type Localized<T> = Record<Language, T>;

/** Texts that every page of the officers' site may use. */
export type CommonTexts = typeof vi;

/** The common texts and those of one matter, in the language of the request; the matter's take precedence. Error texts are those of both. */
export function textsOf<T extends object>(c: Context, own: Localized<T>): Omit<CommonTexts, keyof T> & T {
  const language = c.get('language');
  const texts: T & { errors?: Record<string, string>; fields?: Record<string, string> } = own[language];
  return {
    ...common[language],
    ...texts,
    errors: { ...common[language].errors, ...texts.errors },
    fields: { ...common[language].fields, ...texts.fields },
  };
}

/** The common texts in the language of the request. */
export const commonTexts = (c: Context): CommonTexts => common[c.get('language')];

const common: Localized<CommonTexts> = { vi, en };

/** A text of the contract in the language of the request; Vietnamese where there is no translation. */
export function localize(c: Context, text: LocalizedText): string {
  const translated = text[c.get('language')];
  return typeof translated === 'string' ? translated : text.vi;
}
