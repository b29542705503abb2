import type { Localized } from '../../ui/texts.ts';
import { editTexts } from './edit.texts.ts';

const vi = {
  names: editTexts.vi.names,
  edit: 'Sửa',
  address: 'Địa chỉ',
  hours: 'Giờ mở cửa',
  counter: 'Quầy',
  services: 'Dịch vụ',
  times: 'Giờ hẹn',
  every: (minutes: number, capacity: number) => `cứ ${minutes} phút ${capacity} người`,
  sessions: (count: number) => `${count} buổi định kỳ`,
  days: 'Ngày nghỉ, ngày làm bù sắp tới',
  daysFromAbove: (count: number) =>
    `${count} ngày của các cơ quan cấp trên (bấm vào ngày để đổi cho riêng cơ quan này)`,
  servicesFromAbove: (count: number) => `Và ${count} dịch vụ của các cơ quan cấp trên.`,
  procedures: 'Thủ tục',
  settings: 'Cài đặt',
  own: 'của riêng cơ quan này',
  from: (name: string) => `của ${name}`,
  notSet: 'không có',
  below: 'Các đơn vị bên dưới',
};

const en: typeof vi = {
  names: editTexts.en.names,
  edit: 'Edit',
  address: 'Address',
  hours: 'Opening hours',
  counter: 'Counter',
  services: 'Services',
  times: 'Appointment times',
  every: (minutes, capacity) => `every ${minutes} minutes for ${capacity}`,
  sessions: count => `${count} repeated ${count === 1 ? 'session' : 'sessions'}`,
  days: 'Days off and worked days to come',
  daysFromAbove: count =>
    `${count} ${count === 1 ? 'day' : 'days'} of the agencies above (press one to change it for this agency alone)`,
  servicesFromAbove: count => `And ${count} ${count === 1 ? 'service' : 'services'} of the agencies above.`,
  procedures: 'Procedures',
  settings: 'Settings',
  own: 'of this agency',
  from: name => `of ${name}`,
  notSet: 'none',
  below: 'Units below',
};

/** Texts of the page that shows an office. */
export const overviewTexts: Localized<typeof vi> = { vi, en };
