import type { Localized } from '../../ui/texts.ts';
import type { MatterName } from './matters.ts';

type Names = Record<MatterName, string>;

/** Whether a setting is the agency's own, that of an agency above, or switched off. */
export type Mode = 'own' | 'above' | 'none';

const vi = {
  back: 'Cài đặt cơ quan',
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
    agency: '',
    below: 'Thêm đơn vị bên dưới',
    place: 'Thêm địa điểm',
    counter: 'Thêm quầy',
    service: 'Thêm dịch vụ',
    day: 'Thêm ngày nghỉ hoặc ngày làm bù',
    procedure: 'Thêm thủ tục',
  } satisfies Names as Record<string, string>,
  whose: 'Dùng cài đặt nào',
  modes: {
    own: 'Của riêng cơ quan này, như dưới đây',
    above: 'Như cơ quan cấp trên (các ô dưới đây không được lưu)',
    none: 'Không có',
  } satisfies Record<Mode, string>,
  plan: 'Xin xem trước khi áp dụng',
  apply: 'Áp dụng',
  remove: 'Bỏ',
  changedMeanwhile:
    'Có người vừa thay đổi mục này. Những gì Ông/Bà ghi vẫn còn dưới đây; nếu lưu, bản của người ấy sẽ bị thay.',
  showNew: 'Xem bản mới',
};

const en: typeof vi = {
  back: 'Settings of the office',
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
    agency: '',
    below: 'Add a unit below',
    place: 'Add a place',
    counter: 'Add a counter',
    service: 'Add a service',
    day: 'Add a day off or a worked day',
    procedure: 'Add a procedure',
  },
  whose: 'Which setting holds',
  modes: {
    own: 'One of this agency, as below',
    above: 'That of the agency above (the fields below are not saved)',
    none: 'None',
  },
  plan: 'Please look before you apply',
  apply: 'Apply',
  remove: 'Remove',
  changedMeanwhile:
    'Somebody has just changed this. What you typed is still below; if you save it, it replaces their version.',
  showNew: 'Show the new version',
};

/** Texts of the forms of an office. */
export const editTexts: Localized<typeof vi> = { vi, en };
