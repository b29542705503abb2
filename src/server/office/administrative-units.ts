import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { searchKey } from '../../domain/search.ts';

/** A province or commune of today. */
export interface AdministrativeUnit {
  /** Code of the General Statistics Office. */
  code: string;
  /** Code of the province; empty for a province. */
  province: string;
  /** With its kind, as `Phường Vũng Tàu`. */
  name: string;
  /** Communes that were merged into it, each with the district where the resolution names it. */
  formerNames: string[];
}

const file = join(import.meta.dirname, 'data/administrative-units.tsv');
let units: readonly AdministrativeUnit[] | undefined;

/** All provinces and communes. */
export const administrativeUnits = (): readonly AdministrativeUnit[] =>
  (units ??= readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map(line => {
      const [code = '', province = '', name = '', former = ''] = line.split('\t');
      return { code, province, name, formerNames: province ? parseFormerNames(former) : [] };
    }));

const kindPattern = '(?:[Pp]hường|[Xx]ã|[Tt]hị trấn|[Đđ]ặc khu|[Hh]uyện|[Tt]hị xã|[Tt]hành phố)';
/** The last kind before a name: resolutions write “một phần diện tích tự nhiên của các xã A, B”. */
const lastKind = new RegExp(`^(?:[^(]*\\s)?(${kindPattern})\\s+(?=[\\p{Lu}\\d])(.+)$`, 'u');
const isName = /^[\p{Lu}\d]/u;

/** The communes that a resolution names, in its words. */
export function parseFormerNames(words: string): string[] {
  // What remains of a commune is said in brackets; a district is part of its name.
  const plain = words
    .replace(/\((?!\s*(?:huyện|thị xã|thành phố|quận)\s)[^)]*\)/gi, '')
    .replace(/ sau khi sắp xếp[^,;]*/gi, '')
    .replace(/\s+/g, ' ');
  const names = new Set<string>();
  let kind = '';
  for (const part of plain.split(/[,;]|\svà\s/)) {
    const piece = part.trim().replace(/\.$/, '');
    // The rest of a remark in brackets that a comma divided.
    if (/^[^(]*\)/.test(piece)) continue;
    const [, own, rest] = lastKind.exec(piece) ?? [];
    if (own) kind = own.charAt(0).toUpperCase() + own.slice(1).toLowerCase();
    const name = (own ? rest : piece)?.trim() ?? '';
    if (kind && isName.test(name)) names.add(`${kind} ${name}`);
  }
  return [...names];
}

/** An administrative unit that a search means. */
export interface FoundUnit {
  unit: AdministrativeUnit;
  /** The former name that matched; undefined when it was today's name or the code. */
  formerName?: string;
}

/** A name of a commune, as searches are compared with it. */
interface IndexedName extends FoundUnit {
  /** Former district, for names that several communes had. */
  district: string;
}

let index: Map<string, IndexedName[]> | undefined;

/** Names of today and before by their search key, with and without their kind. */
function nameIndex(): Map<string, IndexedName[]> {
  if (index) return index;
  index = new Map();
  const add = (name: string, entry: IndexedName) => {
    const key = keyOf(name);
    for (const each of new Set([key, withoutKind(key)])) index!.set(each, [...(index!.get(each) ?? []), entry]);
  };
  const communes = administrativeUnits().filter(({ province }) => province);
  for (const unit of communes) add(unit.name, { unit, district: '' });
  for (const unit of communes)
    for (const formerName of unit.formerNames) {
      const [, name = formerName, district = ''] = /^(.*?)\s*\((.*)\)$/.exec(formerName) ?? [];
      const entry = { unit, formerName, district: withoutKind(keyOf(district)) };
      add(name, entry);
      if (district) add(formerName, entry);
    }
  return index;
}

/** Longer texts name no commune. */
const longestSearch = 200;

/**
 * The communes that a code or name means: today's or a former one, with or without its kind and diacritics. What
 * follows a comma is the province, or the former district.
 * @returns all of them where a name is ambiguous; those of today's name first
 */
export function findUnits(search: string): FoundUnit[] {
  if (search.length > longestSearch) return [];
  const byCode = administrativeUnits().find(({ code, province }) => province && code === search.trim());
  if (byCode) return [{ unit: byCode }];
  const [wanted = '', ...rest] = search.split(',').map(part => keyOf(part));
  const within = rest.filter(Boolean).map(withoutKind);
  const provinceOf = ({ province }: AdministrativeUnit) =>
    withoutKind(keyOf(administrativeUnits().find(({ code }) => code === province)?.name ?? ''));
  const found = new Map<string, FoundUnit>();
  for (const { unit, formerName, district } of (wanted && nameIndex().get(wanted)) || []) {
    const isWithin = within.every(part => part === provinceOf(unit) || (district && part === district));
    if (isWithin && !found.has(unit.code)) found.set(unit.code, { unit, ...(formerName && { formerName }) });
  }
  return [...found.values()];
}

const foldedKind = /^(?:phuong|xa|thi tran|dac khu|huyen|thi xa|thanh pho|tinh|quan)\s+/;
const withoutKind = (key: string): string => key.replace(foldedKind, '');

/** As names are compared: folded, abbreviations of kinds written out, without the committee. */
const keyOf = (text: string): string =>
  searchKey(text)
    .replace(/^(?:ubnd|uy ban nhan dan)\s+/, '')
    .replace(/^p\.?\s+(?=\w)/, 'phuong ')
    .replace(/^x\.\s*/, 'xa ')
    .replace(/^tt\.?\s+/, 'thi tran ')
    .replace(/^tp\.?\s+/, 'thanh pho ');
