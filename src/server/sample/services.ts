import type { serviceIcons } from '../../contract/index.ts';
import { foldDiacritics } from '../../domain/fold-diacritics.ts';
import type { Tx } from '../platform/database.ts';
import { wordsOf } from './english.ts';
import { homeVisits } from './settings.ts';

interface Row {
  id: string;
  name: string;
  field: string;
  procedure?: string;
  synonyms?: string[];
  minutes?: number;
  note?: { vi: string; en: string };
  icon?: (typeof serviceIcons)[number];
}

const civil = 'Hộ tịch';
const certification = 'Chứng thực';

const rows: readonly Row[] = [
  {
    id: 'chung-thuc-ban-sao',
    icon: 'copy',
    name: 'Chứng thực bản sao',
    field: certification,
    procedure: '2.000815',
    synonyms: ['sao y', 'photo công chứng', 'sao y bản chính'],
    note: { vi: 'Mang theo bản chính. Tối đa 20 bản mỗi lượt.', en: 'Bring the original. At most 20 copies a visit.' },
  },
  {
    id: 'chung-thuc-chu-ky',
    icon: 'pen',
    name: 'Chứng thực chữ ký',
    field: certification,
    procedure: '2.000884',
    synonyms: ['xác nhận chữ ký', 'sơ yếu lý lịch'],
    note: {
      vi: 'Xin đừng ký trước. Ông/Bà ký trước mặt cán bộ.',
      en: 'Please do not sign beforehand: you sign in front of the officer.',
    },
  },
  {
    id: 'khai-sinh',
    icon: 'person',
    name: 'Đăng ký khai sinh',
    field: civil,
    procedure: '1.001193',
    synonyms: ['giấy khai sinh'],
  },
  {
    id: 'khai-tu',
    name: 'Đăng ký khai tử',
    field: civil,
    procedure: '1.000656',
    synonyms: ['giấy báo tử', 'giấy chứng tử'],
  },
  {
    id: 'ket-hon',
    icon: 'people',
    name: 'Đăng ký kết hôn',
    field: civil,
    procedure: '1.000894',
    synonyms: ['giấy kết hôn', 'cưới'],
    minutes: 40,
    note: { vi: 'Hai bên nam, nữ cùng có mặt.', en: 'Both partners come in person.' },
  },
  {
    id: 'xac-nhan-hon-nhan',
    icon: 'person',
    name: 'Xác nhận tình trạng hôn nhân',
    field: civil,
    procedure: '1.004873',
    synonyms: ['giấy độc thân'],
  },
  {
    id: 'trich-luc',
    name: 'Bản sao trích lục hộ tịch',
    field: civil,
    procedure: '2.000635',
    synonyms: ['trích lục', 'mất giấy khai sinh'],
  },
  {
    id: 'ho-kinh-doanh',
    icon: 'shop',
    name: 'Đăng ký hộ kinh doanh',
    field: 'Đăng ký kinh doanh',
    procedure: '1.001612',
    synonyms: ['mở cửa hàng', 'giấy phép kinh doanh'],
  },
  {
    id: 'viet-giup',
    icon: 'pen',
    name: 'Viết giúp đơn, tờ khai',
    field: 'Hỗ trợ người dân',
    synonyms: ['không biết viết', 'nhờ viết đơn', 'mắt kém'],
    minutes: 25,
    note: {
      vi: 'Miễn phí. Người viết giúp chỉ ghi theo lời Ông/Bà và đọc lại trước khi Ông/Bà ký. Đơn khiếu nại, tố cáo: xin gặp bộ phận tiếp công dân.',
      en: 'Free. The helper writes only what you say, and reads it back before you sign. For formal complaints, please see the citizen reception.',
    },
  },
  { id: 'nop-bo-sung', icon: 'desk', name: 'Nộp bổ sung giấy tờ', field: 'Hồ sơ đã nộp', synonyms: ['bổ sung hồ sơ'] },
  { id: 'nhan-ket-qua', icon: 'desk', name: 'Nhận kết quả', field: 'Hồ sơ đã nộp', synonyms: ['lấy kết quả'] },
];

/** Common services of a commune, with their English. */
export const usualServices = rows.map(({ minutes = 20, synonyms = [], ...row }) => ({
  ...row,
  ...{ minutes, synonyms, words: wordsOf({ name: row.name, field: row.field }) },
}));

const wards = ['26506', '26526', '26704', '26680', '26659', '26590', '26575'];
const morning = ['07:30', '11:10'] as const;
const afternoon = ['13:00', '16:20'] as const;
const week = [1, 2, 3, 4, 5];

/** Counters at each ward's main place, and one at the branch of Phường Vũng Tàu. */
const counters = [
  ...wards.flatMap(ward => [
    {
      id: `${ward}.A`,
      place: `${ward}.1`,
      name: 'Quầy chứng thực',
      letter: 'A',
      services: ['chung-thuc-ban-sao', 'chung-thuc-chu-ky'],
      capacity: 2,
      saturday: true,
    },
    {
      id: `${ward}.B`,
      place: `${ward}.1`,
      name: 'Quầy hộ tịch',
      letter: 'B',
      services: ['khai-sinh', 'khai-tu', 'ket-hon', 'xac-nhan-hon-nhan', 'trich-luc'],
      capacity: 1,
      saturday: false,
    },
    {
      id: `${ward}.C`,
      place: `${ward}.1`,
      name: 'Quầy tiếp nhận và trả kết quả',
      letter: 'C',
      services: ['ho-kinh-doanh', 'nop-bo-sung', 'nhan-ket-qua'],
      capacity: 1,
      saturday: true,
    },
  ]),
  {
    id: '26506.D',
    place: '26506.2',
    name: 'Quầy Thắng Nhì',
    letter: 'D',
    services: ['chung-thuc-ban-sao', 'chung-thuc-chu-ky', 'nop-bo-sung', 'nhan-ket-qua'],
    capacity: 1,
    saturday: false,
  },
];

/** Sessions of Phường Vũng Tàu: certification after hours (model 11), writing help on certain mornings (model 6). */
const sessions = [
  {
    counter: { id: '26506.N', place: '26506.1', name: 'Chứng thực ngoài giờ', letter: 'N' },
    services: ['chung-thuc-ban-sao', 'chung-thuc-chu-ky'],
    rule: {
      rrule: 'FREQ=WEEKLY;BYDAY=TH',
      opens: '17:00',
      closes: '19:00',
      capacity: 60,
      unit: 'pages',
      most: 20,
      minutes: 2,
      cutoff: 300,
      needs_phone: true,
    },
  },
  {
    counter: { id: '26506.V', place: '26506.1', name: 'Bàn viết giúp', letter: 'V' },
    services: ['viet-giup'],
    rule: {
      rrule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR',
      opens: '07:30',
      closes: '11:00',
      capacity: 8,
      unit: 'heads',
      most: 1,
      minutes: 25,
      cutoff: 0,
      needs_phone: false,
    },
  },
] as const;

/** Half days of home visits (model 12). */
const homeHalfDays = [
  ['07:30', '11:30'],
  ['13:30', '16:30'],
] as const;
const homeServices = ['khai-tu', 'xac-nhan-hon-nhan', 'trich-luc', 'nop-bo-sung', 'nhan-ket-qua'];

/** Inserts services, counters and their rules. */
export async function fillServices(tx: Tx): Promise<void> {
  for (const { id, name, field, procedure = null, synonyms, minutes, note, icon = null, words } of usualServices) {
    await tx
      .insertInto('service')
      .values({
        id,
        agency: '79',
        procedure,
        name,
        field,
        folded: foldDiacritics([procedure ?? '', name, ...synonyms, words.en['name'] ?? ''].join(' | ')),
        words: JSON.stringify(words),
        synonyms: JSON.stringify(synonyms),
        minutes,
        icon,
        note: note ? JSON.stringify(note) : null,
      })
      .execute();
  }
  for (const { id, place, name, letter, services, capacity, saturday } of counters) {
    await tx.insertInto('counter').values({ id, place, name, letter }).execute();
    await tx
      .insertInto('counter_service')
      .values(services.map(service => ({ counter: id, service })))
      .execute();
    const hours = [
      ...week.flatMap(weekday => [[weekday, ...morning] as const, [weekday, ...afternoon] as const]),
      ...(saturday ? [[6, ...morning] as const] : []),
    ];
    await tx
      .insertInto('slot_rule')
      .values(
        hours.map(([weekday, opens, closes]) => ({
          counter: id,
          weekday,
          opens,
          closes,
          every: 20,
          capacity,
          valid_from: null,
          valid_to: null,
        })),
      )
      .execute();
  }
  for (const agency of Object.keys(homeVisits)) {
    const counter = `${agency}.H`;
    await tx
      .insertInto('counter')
      .values({ id: counter, place: `${agency}.1`, name: 'Đến nhà', letter: 'H', way: 'home' })
      .execute();
    await tx
      .insertInto('counter_service')
      .values(homeServices.map(service => ({ counter, service })))
      .execute();
    await tx
      .insertInto('session_rule')
      .values(
        homeHalfDays.map(([opens, closes]) => ({
          counter,
          rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
          since: '2026-01-01',
          opens,
          closes,
          capacity: 3,
          minutes: 60,
          cutoff: 15 * 60,
        })),
      )
      .execute();
  }
  for (const { counter, services, rule } of sessions) {
    await tx
      .insertInto('counter')
      .values({ ...counter, way: 'session' })
      .execute();
    await tx
      .insertInto('counter_service')
      .values(services.map(service => ({ counter: counter.id, service })))
      .execute();
    await tx
      .insertInto('session_rule')
      .values({ ...rule, counter: counter.id, since: '2026-01-01' })
      .execute();
  }
}
