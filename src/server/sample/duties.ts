import { addDays, dayOf, weekday } from '../../domain/calendar.ts';
import type { AgencySettings } from '../agencies/index.ts';
import type { Tx } from '../platform/database.ts';

/** The roster vocabulary of every sample ward. */
export const rosterSettings: AgencySettings = {
  roster: {
    teams: [
      { id: 'doan', name: { vi: 'Đoàn Thanh niên', en: 'Youth Union' } },
      { id: 'mttq', name: { vi: 'Mặt trận Tổ quốc', en: 'Fatherland Front' } },
      { id: 'phunu', name: { vi: 'Hội Phụ nữ', en: 'Women’s Union' } },
      { id: 'ccb', name: { vi: 'Hội Cựu chiến binh', en: 'Veterans’ Association' } },
      { id: 'nongdan', name: { vi: 'Hội Nông dân', en: 'Farmers’ Union' } },
      { id: 'cns', name: { vi: 'Tổ công nghệ số cộng đồng', en: 'Community digital team' } },
    ],
    tasks: [
      { id: 'guide', name: { vi: 'Lấy số, chỉ quầy', en: 'Numbers and the way to desks' } },
      { id: 'write', name: { vi: 'Viết giúp đơn, tờ khai', en: 'Help with writing forms' } },
      { id: 'online', name: { vi: 'Nộp hồ sơ trực tuyến, VNeID', en: 'Online filing, VNeID' } },
      { id: 'scan', name: { vi: 'Quét giấy tờ', en: 'Scanning papers' } },
    ],
    languages: [
      { id: 'km', name: { vi: 'Tiếng Khmer', en: 'Khmer' } },
      { id: 'cro', name: { vi: 'Tiếng Chơ Ro', en: 'Chrau' } },
      { id: 'en', name: { vi: 'Tiếng Anh', en: 'English' } },
    ],
    equipment: [
      { id: 'scanner', name: { vi: 'Máy quét', en: 'Scanner' } },
      { id: 'printer', name: { vi: 'Máy in', en: 'Printer' } },
      { id: 'computer', name: { vi: 'Máy tính', en: 'Computer' } },
      { id: 'wifi', name: { vi: 'Wi-Fi', en: 'Wi-Fi' } },
      { id: 'wheelchair', name: { vi: 'Lối đi xe lăn', en: 'Wheelchair access' } },
    ],
    instead: { vi: 'Mời Ông/Bà đến quầy hướng dẫn, quầy số 1.', en: 'Please go to the information desk, counter 1.' },
  },
};

/** Equipment by place; the last is a support point in a hamlet. */
export const equipment: Record<string, readonly string[]> = {
  '26506.1': ['scanner', 'printer', 'computer', 'wifi', 'wheelchair'],
  '26506.2': ['printer', 'wheelchair'],
  '26506.3': ['scanner', 'computer', 'wifi'],
  '26590.1': ['scanner', 'printer', 'wheelchair'],
};

type Turn = readonly [
  weekdays: string,
  hours: string,
  team: string,
  helpers: string,
  tasks: string,
  languages?: string,
];

const morning = '07:30-11:30';
const afternoon = '13:00-16:30';

const turns: Record<string, readonly Turn[]> = {
  '26506.1': [
    ['1', morning, 'doan', 'Minh, Hoa', 'guide online'],
    ['2', morning, 'mttq', 'Lan', 'guide write'],
    ['3', morning, 'phunu', 'Mai, Thảo', 'guide write', 'km'],
    ['4', morning, 'ccb', 'Hùng', 'guide'],
    ['5', morning, 'doan', 'Tuấn, Ngọc Anh', 'guide online', 'en'],
    ['6', '08:00-11:00', 'doan', 'Minh', 'guide online'],
    ['13', afternoon, 'mttq', 'Phúc', 'guide write'],
    ['24', afternoon, 'nongdan', 'Sáu', 'guide'],
  ],
  '26506.2': [['24', morning, 'phunu', 'Dung', 'guide write']],
  '26506.3': [['4', '17:30-19:30', 'cns', 'Khánh', 'online scan']],
  '26590.1': [
    ['135', morning, 'doan', 'Quý, Trâm', 'guide online', 'cro'],
    ['24', morning, 'mttq', 'Hạnh', 'guide write'],
  ],
};

const listOf = (text: string, separator: string) => JSON.stringify(text ? text.split(separator) : []);

/** Inserts the roster, from last week to eight weeks ahead (model 8 of the notice). */
export async function fillDuties(tx: Tx, now: Date): Promise<void> {
  const today = dayOf(now);
  const monday = addDays(today, 1 - weekday(today));
  for (const [place, rows] of Object.entries(turns))
    for (let day = addDays(monday, -7); day < addDays(monday, 56); day = addDays(day, 1)) {
      const duties = rows
        .filter(([weekdays]) => weekdays.includes(String(weekday(day))))
        .map(([, hours, team, helpers, tasks, languages = '']) => {
          const [opens = '', closes = ''] = hours.split('-');
          return {
            place,
            date: day,
            opens,
            closes,
            team,
            helpers: listOf(helpers, ', '),
            tasks: listOf(tasks, ' '),
            languages: listOf(languages, ' '),
          };
        });
      if (duties.length) await tx.insertInto('duty').values(duties).execute();
    }
}
