import type { Localized } from '../../ui/texts.ts';
import type { ItemKindName } from './item-kinds.ts';

type Names = Record<ItemKindName, string>;

/** Whether a setting is the agency's own, that of an agency above, or switched off. */
export const modes = ['own', 'above', 'none'] as const;
export type Mode = (typeof modes)[number];

const vi = {
  /** What a page changes. */
  names: {
    agency: 'Cơ quan',
    below: 'Đơn vị',
    place: 'Địa điểm',
    counter: 'Quầy',
    service: 'Dịch vụ',
    day: 'Ngày đặc biệt',
    procedure: 'Thủ tục',
  } satisfies Names as Record<string, string>,
  /** What a page adds. */
  added: {
    below: 'Thêm đơn vị bên dưới',
    place: 'Thêm địa điểm',
    counter: 'Thêm quầy',
    service: 'Thêm dịch vụ',
    day: 'Thêm ngày nghỉ hoặc ngày làm bù',
    procedure: 'Thêm thủ tục',
  } as Record<string, string>,
  whose: 'Áp dụng cài đặt nào',
  modes: {
    own: 'Của riêng cơ quan này, như dưới đây',
    above: 'Như cơ quan cấp trên (các ô dưới đây không được lưu)',
    none: 'Tắt',
  } satisfies Record<Mode, string>,
  plan: 'Xin kiểm tra trước khi áp dụng',
  apply: 'Áp dụng',
  remove: 'Ngừng dùng',
  removeDay: 'Xóa ngày này',
  backToForm: 'Quay lại sửa',
  required: 'Xin điền các ô không ghi “(không bắt buộc)”.',
  problem: 'Chưa lưu được',
  changedMeanwhile: {
    typed:
      'Có người vừa thay đổi mục này. Những gì Ông/Bà đã ghi vẫn còn dưới đây; nếu lưu, nội dung người đó vừa lưu sẽ bị ghi đè.',
    removed: 'Có người vừa thay đổi mục này. Xin xem lại bản mới dưới đây.',
  },
  /** What is wrong in a form, where the words for the file do not fit. */
  mistakes: {
    missing: 'xin điền ô này',
    short: 'xin điền ô này',
    choice: 'xin chọn một mục',
    number: 'xin ghi bằng chữ số',
    whole: 'xin ghi số nguyên',
    list: 'xin điền ô này',
    map: 'mỗi dòng cần có tên, và tên không trùng nhau',
    time: 'xin ghi giờ, ví dụ 07:30',
    date: 'không phải ngày có thật',
    noService: 'không có dịch vụ “{0}”',
    noProcedure: 'không có thủ tục “{0}” trong danh mục',
    noAgency: 'không có cơ quan “{0}”',
    times: 'quầy này không phục vụ theo giờ hẹn: xin bỏ các giờ hẹn, hoặc đổi cách phục vụ',
    sessions: 'quầy này còn các buổi: xin bỏ ở trang “Lịch theo buổi” trước',
    letter: 'xin ghi một hoặc hai chữ cái in hoa không dấu',
  } as Record<string, string>,
  showNew: 'Xem bản mới',
};

const en: typeof vi = {
  names: {
    agency: 'Agency',
    below: 'Unit',
    place: 'Place',
    counter: 'Counter',
    service: 'Service',
    day: 'Special day',
    procedure: 'Procedure',
  },
  added: {
    below: 'Add a unit below',
    place: 'Add a place',
    counter: 'Add a counter',
    service: 'Add a service',
    day: 'Add a day off or a worked day',
    procedure: 'Add a procedure',
  },
  whose: 'Which setting applies',
  modes: {
    own: "This agency's own, as below",
    above: 'That of the agency above (the fields below are not saved)',
    none: 'Off',
  },
  plan: 'Please look before you apply',
  apply: 'Apply',
  remove: 'Stop using it',
  removeDay: 'Delete this day',
  backToForm: 'Back to the form',
  required: 'Please fill in all fields that are not marked “(optional)”.',
  problem: 'Not saved',
  changedMeanwhile: {
    typed: 'Somebody has just changed this. What you typed is still below; if you save it, it replaces their version.',
    removed: 'Somebody has just changed this. Please look at the new version below.',
  },
  mistakes: {
    missing: 'please fill this in',
    short: 'please fill this in',
    choice: 'please choose one',
    number: 'please write it in digits',
    whole: 'please write a whole number',
    list: 'please fill this in',
    map: 'each row needs a name, and no name twice',
    time: 'please write a time, as 07:30',
    date: 'is not a day that exists',
    noService: 'there is no service “{0}”',
    noProcedure: 'there is no procedure “{0}” in the catalogue',
    noAgency: 'there is no agency “{0}”',
    times: 'this counter does not work by appointment: take out the appointment times, or change how it serves',
    sessions: 'this counter still has sessions: remove them on the page “Sessions” first',
    letter: 'please write one or two capital letters',
  },
  showNew: 'Show the new version',
};

/** Texts of the forms of an office. */
export const editTexts: Localized<typeof vi> = { vi, en };
