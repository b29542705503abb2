import { foldDiacritics } from '../../domain/fold-diacritics.ts';
import type { Tx } from '../platform/database.ts';
import { equipment, rosterSettings } from './duties.ts';
import { formalChannels, homeVisits, openSettings, provinceSettings } from './settings.ts';

/** A desk, or a support point in a hamlet. */
interface Desk {
  name: string;
  address: string;
  hours?: string;
  desk?: boolean;
}

interface Unit {
  id: string;
  name: string;
  kind: string;
  parent?: string;
  formerNames?: string[];
  phone?: string;
  /** Latitude and longitude in degrees. */
  position?: [number, number];
  validFrom?: string;
  validTo?: string;
  successor?: string;
  settings?: object;
  /** Places, the main one first. */
  places?: Desk[];
}

const merged = '2025-07-01';
const city = 'Thành phố Hồ Chí Minh';

const ward = (
  id: string,
  name: string,
  formerNames: string[],
  phone: string,
  street: string,
  position: [number, number],
  settings = {},
  branches: Desk[] = [],
): Unit => ({
  id,
  name,
  kind: name.startsWith('Phường') ? 'ward' : 'commune',
  parent: '79',
  formerNames,
  phone,
  position,
  validFrom: merged,
  settings,
  places: [{ name: `Trung tâm Phục vụ hành chính công ${name}`, address: `${street}, ${name}, ${city}` }, ...branches],
});

const former = (id: string, name: string, successor: string): Unit => ({
  id,
  name,
  kind: 'former',
  parent: '79',
  validTo: '2025-06-30',
  successor,
});

/** Wards of today in the former Bà Rịa – Vũng Tàu, and the units of the 2019 notice that they replaced. */
const units: readonly Unit[] = [
  {
    id: '79',
    name: `Ủy ban nhân dân ${city}`,
    kind: 'province',
    phone: '1022',
    settings: { ...provinceSettings, ...rosterSettings },
  },
  { id: '79.SCT', name: 'Sở Công Thương', kind: 'department', parent: '79', phone: '028 3829 0000' },
  {
    id: '79.SNNMT',
    name: 'Sở Nông nghiệp và Môi trường',
    kind: 'department',
    parent: '79',
    formerNames: ['Sở Tài nguyên và Môi trường'],
    phone: '028 3829 3000',
  },
  ward(
    '26506',
    'Phường Vũng Tàu',
    ['Phường 1', 'Phường 2', 'Phường 3', 'Phường 4', 'Phường 5', 'Phường Thắng Nhì', 'Phường Thắng Tam'],
    '0254 385 0000',
    '89 Lý Thường Kiệt',
    [10.346, 107.074],
    { reception: { identifier: 'H29.132' } },
    [
      { name: 'Điểm tiếp nhận Thắng Nhì', address: `152 Lê Lợi, Phường Vũng Tàu, ${city}` },
      {
        name: 'Nhà văn hóa Khu phố 4',
        address: `27 Nguyễn Hữu Cầu, Phường Vũng Tàu, ${city}`,
        hours: JSON.stringify([{ weekday: 4, from: '17:30', to: '19:30' }]),
        desk: false,
      },
    ],
  ),
  ward(
    '26526',
    'Phường Tam Thắng',
    ['Phường 7', 'Phường 8', 'Phường 9', 'Phường Nguyễn An Ninh'],
    '0254 385 0001',
    '1 Nguyễn An Ninh',
    [10.37, 107.105],
    { ...openSettings, reception: { identifier: 'H29.133' } },
  ),
  ward('26704', 'Phường Phú Mỹ', ['Thị xã Phú Mỹ', 'Phường Mỹ Xuân'], '0254 392 0000', 'Quốc lộ 51', [10.587, 107.052]),
  ward(
    '26680',
    'Xã Đất Đỏ',
    ['Thị trấn Đất Đỏ', 'Xã Long Tân', 'Xã Láng Dài', 'Xã Phước Long Thọ'],
    '0254 386 6000',
    'Võ Thị Sáu',
    [10.492, 107.271],
  ),
  ward(
    '26659',
    'Xã Long Điền',
    ['Xã Tam Phước', 'Xã Tam An', 'Thị trấn Long Điền'],
    '0254 386 2000',
    'Mạc Thanh Đạm',
    [10.484, 107.208],
  ),
  ward('26590', 'Xã Bình Giã', ['Xã Bình Trung', 'Xã Quảng Thành'], '0254 388 1000', 'Tỉnh lộ 765', [10.648, 107.278]),
  ward(
    '26575',
    'Xã Ngãi Giao',
    ['Xã Suối Nghệ', 'Xã Bình Ba', 'Thị trấn Ngãi Giao'],
    '0254 388 2000',
    'Hùng Vương',
    [10.651, 107.245],
  ),
  former('26506.P5', 'Phường 5, thành phố Vũng Tàu', '26506'),
  former('26506.TN', 'Phường Thắng Nhì, thành phố Vũng Tàu', '26506'),
  former('26704.MX', 'Phường Mỹ Xuân, thị xã Phú Mỹ', '26704'),
  former('26659.TP', 'Xã Tam Phước, huyện Long Điền', '26659'),
  former('26680.PLT', 'Xã Phước Long Thọ, huyện Đất Đỏ', '26680'),
  former('26590.BT', 'Xã Bình Trung, huyện Châu Đức', '26590'),
  former('26575.SN', 'Xã Suối Nghệ, huyện Châu Đức', '26575'),
];

const weekHours = [1, 2, 3, 4, 5].flatMap(weekday => [
  { weekday, from: '07:30', to: '11:30' },
  { weekday, from: '13:00', to: '17:00' },
]);
const hours = JSON.stringify([...weekHours, { weekday: 6, from: '07:30', to: '11:30' }]);

/** Inserts the agencies and their places. */
export async function fillAgencies(tx: Tx): Promise<void> {
  for (const unit of units) {
    const { id, name, kind, parent = null, formerNames = [], phone = null, position, settings = {} } = unit;
    await tx
      .insertInto('agency')
      .values({
        id,
        name,
        kind,
        parent,
        former_names: JSON.stringify(formerNames),
        folded: foldDiacritics([name, ...formerNames].join(' | ')),
        phone,
        valid_from: unit.validFrom ?? null,
        valid_to: unit.validTo ?? null,
        settings: JSON.stringify({ ...settings, ...homeVisits[id] }),
        position: position ? JSON.stringify({ latitude: position[0], longitude: position[1] }) : null,
        formal_channels: JSON.stringify(id === '79' ? formalChannels : []),
      })
      .execute();
    for (const [position, place] of (unit.places ?? []).entries()) {
      await tx
        .insertInto('place')
        .values({
          hours,
          map_url: `https://www.openstreetmap.org/search?query=${encodeURIComponent(place.address)}`,
          ...place,
          id: `${id}.${position + 1}`,
          agency: id,
          phone,
          position,
          equipment: JSON.stringify(equipment[`${id}.${position + 1}`] ?? []),
        })
        .execute();
    }
  }
  for (const { id, successor } of units) {
    if (successor) await tx.insertInto('agency_successor').values({ agency: id, successor }).execute();
  }
}
