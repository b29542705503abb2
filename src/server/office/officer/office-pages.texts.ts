import type { Localized } from '../../ui/texts.ts';

const vi = {
  label: 'Cài đặt cơ quan',
  hint: 'Tên, địa điểm, giờ làm việc, ngày nghỉ, dịch vụ, quầy, giờ hẹn và mọi cài đặt của cơ quan và các đơn vị bên dưới, trong một tệp. Sửa rồi bấm “Xem trước”: chưa có gì thay đổi cho đến khi bấm “Áp dụng”.',
  file: 'Tệp cơ quan (YAML)',
  download: 'Tải xuống',
  upload: 'Hoặc chọn tệp từ máy',
  preview: 'Xem trước',
  mistakes: (count: number) => `${count} chỗ cần sửa, chưa có gì thay đổi`,
  plan: 'Sẽ thay đổi',
  nothing: 'Không có gì thay đổi.',
  lost: (booked: number, waiting: number) =>
    [
      booked && `${booked} lịch hẹn đã đặt sẽ bị hủy.`,
      waiting && `${waiting} người đang chờ sẽ bị bỏ khỏi danh sách.`,
      'Người có số điện thoại sẽ được báo.',
    ]
      .filter(Boolean)
      .join(' '),
  /** Parts of an item that are no fields of a form. */
  columns: {
    settings: 'cài đặt',
    facts: 'giấy tờ, phí, thời hạn',
    sessions: 'các buổi',
    words: 'bản dịch',
    parent: 'cơ quan cấp trên',
  } as Record<string, string>,
  noPhone: 'Không có số điện thoại, xin báo cách khác:',
  reason: 'Lý do (gửi cho người đã đặt lịch)',
  changedMeanwhile: 'Vừa có người đặt, hủy lịch hoặc sửa cài đặt: xin xem lại những gì sẽ thay đổi.',
  needsReason: 'Xin ghi lý do.',
  apply: 'Áp dụng',
  done: (count: number) => `Đã làm ${count} thay đổi.`,
};

const en: typeof vi = {
  label: 'Settings of the office',
  hint: 'Names, places, hours, days off, services, counters, appointment times and all settings of the agency and those below it, in one file. Edit it and press “Preview”: nothing changes until you press “Apply”.',
  file: 'Office file (YAML)',
  download: 'Download',
  upload: 'Or choose a file',
  preview: 'Preview',
  mistakes: count => `${count} ${count === 1 ? 'mistake' : 'mistakes'}, nothing was changed`,
  plan: 'What will change',
  nothing: 'Nothing to change.',
  lost: (booked, waiting) =>
    [
      booked && `${booked} booked ${booked === 1 ? 'appointment' : 'appointments'} will be cancelled.`,
      waiting && `${waiting} waiting ${waiting === 1 ? 'person leaves' : 'people leave'} the waitlist.`,
      'All with a phone are told.',
    ]
      .filter(Boolean)
      .join(' '),
  columns: {
    settings: 'settings',
    facts: 'papers, fees, processing time',
    sessions: 'sessions',
    words: 'translations',
    parent: 'agency above',
  },
  noPhone: 'No phone number, please tell them otherwise:',
  reason: 'Why (those who booked read it)',
  changedMeanwhile: 'Somebody has just booked, cancelled or changed a setting: please look again at what will change.',
  needsReason: 'Please say why.',
  apply: 'Apply',
  done: count => `${count} ${count === 1 ? 'change' : 'changes'} made.`,
};

export const officePageTexts: Localized<typeof vi> = { vi, en };
