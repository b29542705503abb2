import { parse, type InferOutput } from 'valibot';
import { dutyList } from '../../src/contract/index.ts';
import { addDays, weekday } from '../../src/domain/calendar.ts';

type Roster = InferOutput<typeof dutyList.output>;
type Duty = Roster['duties'][number];

const words = (vi: string, en: string) => ({ vi, en });
const teams = {
  doan: words('Đoàn Thanh niên', 'Youth Union'),
  mttq: words('Mặt trận Tổ quốc', 'Fatherland Front'),
  phunu: words('Hội Phụ nữ', 'Women’s Union'),
};
const tasks = {
  guide: words('Lấy số, chỉ quầy', 'Numbers and the way to desks'),
  online: words('Nộp hồ sơ trực tuyến, VNeID', 'Online filing, VNeID'),
  write: words('Viết giúp đơn, tờ khai', 'Help with writing forms'),
};
const equipment = {
  scanner: { id: 'scanner', label: words('Máy quét', 'Scanner') },
  printer: { id: 'printer', label: words('Máy in', 'Printer') },
  wheelchair: { id: 'wheelchair', label: words('Lối đi xe lăn', 'Wheelchair access') },
};

const week = (weekdays: readonly number[]) =>
  weekdays.flatMap(day => [
    { weekday: day, from: '07:30', to: '11:30' },
    { weekday: day, from: '13:00', to: '17:00' },
  ]);
const points: Roster['points'] = [
  {
    id: 'main',
    name: 'Trung tâm Phục vụ hành chính công Phường Vũng Tàu',
    address: '89 Lý Thường Kiệt, Phường Vũng Tàu, Thành phố Hồ Chí Minh',
    phone: '0254 385 0000',
    hours: week([1, 2, 3, 4, 5]),
    equipment: Object.values(equipment),
    desk: true,
  },
  {
    id: 'hall',
    name: 'Nhà văn hóa Khu phố 4',
    address: '27 Nguyễn Hữu Cầu, Phường Vũng Tàu, Thành phố Hồ Chí Minh',
    phone: '0254 385 0000',
    hours: [{ weekday: 4, from: '17:30', to: '19:30' }],
    equipment: [equipment.scanner],
    desk: false,
  },
];

const monday = '2026-11-23';
const duty = (day: string, hours: string, team: Duty['team'], helpers: string[], more: Partial<Duty> = {}): Duty => {
  const [from = '', to = ''] = hours.split('-');
  return {
    id: `${day}.${from}`,
    place: 'main',
    start: `${day}T${from}:00+07:00`,
    end: `${day}T${to}:00+07:00`,
    team,
    helpers,
    tasks: [tasks.guide],
    languages: [],
    ...more,
  };
};
const planned = Array.from({ length: 14 }, (_, nth) => addDays(monday, nth)).flatMap(day => {
  if (weekday(day) > 5 || day === '2026-11-24') return [];
  const odd = weekday(day) % 2 === 1;
  return [
    odd
      ? duty(day, '07:30-11:30', teams.doan, ['Minh', 'Ngọc Anh'], { tasks: [tasks.guide, tasks.online] })
      : duty(day, '07:30-11:30', teams.phunu, ['Mai'], { languages: [words('Tiếng Khmer', 'Khmer')] }),
    ...(odd ? [duty(day, '13:00-16:30', teams.mttq, ['Phúc'], { tasks: [tasks.write] })] : []),
    ...(weekday(day) === 4
      ? [duty(day, '17:30-19:30', teams.doan, ['Khánh'], { id: `${day}.hall`, place: 'hall' })]
      : []),
  ];
});

/** A roster of two weeks, read at a moment of the first. */
export const roster = (now = '2026-11-23T09:00:00+07:00', more: Partial<Roster> = {}): Roster =>
  parse(dutyList.output, {
    from: monday,
    to: addDays(monday, 13),
    points,
    duties: planned,
    sessions: [
      {
        name: words('Chứng thực ngoài giờ', 'Certification after hours'),
        place: 'main',
        start: '2026-11-26T17:00:00+07:00',
        end: '2026-11-26T19:00:00+07:00',
        left: 24,
      },
    ],
    days: [{ date: '2026-11-24', type: 'holiday', name: words('Ngày Văn hóa Việt Nam', 'Vietnamese Culture Day') }],
    instead: words('Mời Ông/Bà đến quầy hướng dẫn, quầy số 1.', 'Please go to the information desk, counter 1.'),
    feed: 'agencies/26506/duties.ics',
    now,
    ...more,
  });

/** A single place, for a hall screen. */
export const oneHall = (now: string): Roster => {
  const all = roster(now);
  return { ...all, points: all.points.slice(0, 1), duties: all.duties.filter(({ place }) => place === 'main') };
};
