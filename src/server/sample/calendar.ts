import type { SpecialDayType } from '../../domain/calendar.ts';

const names = {
  newYear: 'Tết Dương lịch',
  tet: 'Tết Nguyên đán',
  kings: 'Giỗ Tổ Hùng Vương',
  victory: 'Ngày Chiến thắng 30/4',
  labour: 'Ngày Quốc tế lao động 1/5',
  national: 'Quốc khánh 2/9',
  culture: 'Ngày Văn hóa Việt Nam',
};

type Row = readonly [date: string, type: SpecialDayType, name: string];

const off = (date: string, name: string): Row => [date, 'holiday', name];
const lieu = (date: string, name: string): Row => [date, 'compensatory', `Nghỉ bù ${name}`];

/**
 * Public holidays 2026–2028: Labour Code 2019, art. 112, with 24/11 from Resolution 28/2026/QH16; lunar dates computed
 * at UTC+7. The five days of Tết and the swaps are the government's yearly plan: correct them when it is announced.
 */
export const specialDays: readonly Row[] = [
  off('2026-01-01', names.newYear),
  ['2026-01-02', 'swapOff', 'Nghỉ hoán đổi'],
  ['2026-01-10', 'swapWork', 'Làm bù ngày 02/01'],
  ...['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'].map(date => off(date, names.tet)),
  off('2026-04-26', names.kings),
  lieu('2026-04-27', names.kings),
  off('2026-04-30', names.victory),
  off('2026-05-01', names.labour),
  ['2026-08-22', 'swapWork', 'Làm bù ngày 31/8'],
  ['2026-08-31', 'swapOff', 'Nghỉ hoán đổi'],
  off('2026-09-01', names.national),
  off('2026-09-02', names.national),
  off('2026-11-24', names.culture),

  off('2027-01-01', names.newYear),
  ...['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09'].map(date => off(date, names.tet)),
  lieu('2027-02-10', names.tet),
  lieu('2027-02-11', names.tet),
  off('2027-04-16', names.kings),
  off('2027-04-30', names.victory),
  off('2027-05-01', names.labour),
  lieu('2027-05-03', names.labour),
  off('2027-09-02', names.national),
  off('2027-09-03', names.national),
  off('2027-11-24', names.culture),

  off('2028-01-01', names.newYear),
  lieu('2028-01-03', names.newYear),
  ...['2028-01-25', '2028-01-26', '2028-01-27', '2028-01-28', '2028-01-29'].map(date => off(date, names.tet)),
  lieu('2028-01-31', names.tet),
  off('2028-04-04', names.kings),
  off('2028-04-30', names.victory),
  off('2028-05-01', names.labour),
  lieu('2028-05-02', names.victory),
  off('2028-09-01', names.national),
  off('2028-09-02', names.national),
  lieu('2028-09-04', names.national),
  off('2028-11-24', names.culture),
];
