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
    `${booked} lịch hẹn đã đặt sẽ bị hủy, ${waiting} người đang chờ sẽ bị bỏ khỏi danh sách. Ai có số điện thoại đều được báo.`,
  noPhone: 'Không có số điện thoại, xin báo cách khác:',
  reason: 'Vì sao (người đã đặt đọc được)',
  changedMeanwhile: 'Vừa có người đặt hoặc hủy lịch: xin xem lại con số dưới đây.',
  needsReason: 'Xin ghi vì sao.',
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
    `${booked} booked ${booked === 1 ? 'appointment' : 'appointments'} will be cancelled, ${waiting} waiting ${waiting === 1 ? 'person leaves' : 'people leave'} the waitlist. All with a phone are told.`,
  noPhone: 'No phone number, please tell them otherwise:',
  reason: 'Why (those who booked read it)',
  changedMeanwhile: 'Somebody has just booked or cancelled: please look at the number below again.',
  needsReason: 'Please say why.',
  apply: 'Apply',
  done: count => `${count} ${count === 1 ? 'change' : 'changes'} made.`,
};

export const officePageTexts: Localized<typeof vi> = { vi, en };
