import { dayOf } from '../../domain/calendar.ts';
import { parseTime } from '../../domain/parse-input.ts';
import { formatTimeOfDay, parseTimeOfDay, type TimeSpan } from '../../domain/time-of-day.ts';
import { publicHolidays, usualProcedures, usualServices, usualSettings } from '../sample/index.ts';
import { type AdministrativeUnit, administrativeUnits } from './administrative-units.ts';
import type { OfficeAgency, OfficeFile } from './office-file.ts';

/** What has to be known of a new office. */
export interface InitialOffice {
  unit: AdministrativeUnit;
  /** Name of the desk; that of a public administration service centre by default. */
  desk?: string | undefined;
  address: string;
  phone: string;
  /** Opening hours from Monday to Friday. */
  hours: readonly TimeSpan[];
  /** Opening hours on Saturdays; none by default. */
  saturday?: readonly TimeSpan[] | undefined;
}

/** Minutes before the close at which the last appointment ends. */
const beforeClose = 30;
const minutesEach = 20;
const workweek = [1, 2, 3, 4, 5];

/** Counters of a commune's desk, with their services. */
const counters = [
  { letter: 'A', name: 'Quầy chứng thực', capacity: 2, services: ['chung-thuc-ban-sao', 'chung-thuc-chu-ky'] },
  {
    ...{ letter: 'B', name: 'Quầy hộ tịch', capacity: 1 },
    services: ['khai-sinh', 'khai-tu', 'ket-hon', 'xac-nhan-hon-nhan', 'trich-luc'],
  },
  {
    ...{ letter: 'C', name: 'Quầy tiếp nhận và trả kết quả', capacity: 1 },
    services: ['ho-kinh-doanh', 'nop-bo-sung', 'nhan-ket-qua'],
  },
];

/**
 * The office file of a commune to begin with: its desk with counters, usual services and procedures, rules that suit
 * most, and the public holidays of this year and the next.
 * @param known agencies that are there already: a province is left as it is
 */
export function initialOffice(office: InitialOffice, known: ReadonlySet<string>, now: Date): OfficeFile {
  const { unit, phone } = office;
  const province = administrativeUnits().find(({ code }) => code === unit.province)!;
  const idOf = (service: string) => `${unit.code}.${service}`;
  const offered = new Set(counters.flatMap(({ services }) => services));
  const services = usualServices.filter(({ id }) => offered.has(id));
  const codes = new Set(services.flatMap(({ procedure }) => procedure ?? []));
  const { payment: _account, visits: _visits, ...settings } = usualSettings;
  const commune: OfficeAgency = {
    id: unit.code,
    name: `Ủy ban nhân dân ${unit.name}`,
    kind: kindOf(unit.name),
    parent: province.code,
    formerNames: unit.formerNames.slice(0, 100),
    phone,
    settings: {
      ...settings,
      visits: { handIn: idOf('nop-bo-sung'), collect: idOf('nhan-ket-qua') },
      messages: { accents: false, quiet: { from: '20:00', to: '07:30' } },
    },
    services: services.map(({ id, ...service }) => ({ id: idOf(id), ...service })),
    places: [placeOf(office, province, idOf)],
  };
  const year = Number(dayOf(now).slice(0, 4));
  const above: OfficeAgency = {
    id: province.code,
    name: `Ủy ban nhân dân ${province.name}`,
    kind: 'province',
    calendar: publicHolidays
      .filter(([date]) => [year, year + 1].includes(Number(date.slice(0, 4))))
      .map(([date, type, name]) => ({ date, type, name: { vi: name } })),
  };
  return {
    motcua: 1,
    procedures: usualProcedures
      .filter(({ code }) => codes.has(code))
      .map(({ facts, ...procedure }) => ({ ...procedure, ...facts })) as unknown as OfficeFile['procedures'],
    agencies: [...(known.has(province.code) ? [] : [above]), commune],
  };
}

function placeOf(
  { unit, desk, address, phone, hours, saturday = [] }: InitialOffice,
  province: AdministrativeUnit,
  idOf: (service: string) => string,
) {
  const spans = [
    ...hours.map(span => ({ days: workweek, ...span })),
    ...saturday.map(span => ({ days: [6], ...span })),
  ];
  const times = spans.map(({ days, from, to }) => ({
    ...{ days, from, to: formatTimeOfDay(parseTimeOfDay(to) - beforeClose), every: minutesEach },
  }));
  return {
    id: `${unit.code}.1`,
    name: desk ?? `Trung tâm Phục vụ hành chính công ${unit.name}`,
    address: address.includes(unit.name) ? address : `${address}, ${unit.name}, ${province.name}`,
    phone,
    hours: spans,
    counters: counters.map(({ letter, name, capacity, services }) => ({
      ...{ id: `${unit.code}.${letter}`, name, letter },
      services: services.map(idOf),
      times: times.map(each => ({ ...each, capacity })),
    })),
  };
}

const kindOf = (name: string): string =>
  name.startsWith('Phường') ? 'ward' : name.startsWith('Xã') ? 'commune' : 'special-zone';

/**
 * Reads opening hours as one writes them: `7h30-11h30, 13:00-17:00`.
 * @returns undefined when they cannot be read, or end before they begin
 */
export function parseHours(text: string): TimeSpan[] | undefined {
  const spans: TimeSpan[] = [];
  for (const part of text.split(/[,;]|\s+(?=\d)/).map(each => each.trim())) {
    if (!part) continue;
    const [from, to, ...more] = part.split(/\s*[-–]\s*/).map(time => parseTime(time));
    const last = spans.at(-1);
    if (!from || !to || more.length || to <= from || (last && from < last.to)) return undefined;
    if (parseTimeOfDay(to) - parseTimeOfDay(from) < beforeClose + minutesEach) return undefined;
    spans.push({ from, to });
  }
  return spans.length ? spans : undefined;
}
