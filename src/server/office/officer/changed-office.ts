import type { Tx } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import { canonical } from '../canonical.ts';
import { OfficeMistakes, type Path, writePath } from '../mistakes.ts';
import type { OfficeFile } from '../office-file.ts';
import type { OfficeSource } from '../read-yaml.ts';
import { newId } from './new-id.ts';
import { isObject } from './read-fields.ts';
import { readItem } from './stored-item.ts';
import type { Target } from './target.ts';
import { withValue } from './value-at.ts';

/**
 * The office with one item changed.
 * @param version of the item that was changed
 * @param next the new item; undefined takes it away
 * @throws ProblemError `changed-meanwhile`
 * @throws OfficeMistakes when a new item has the identifier of another
 */
export async function changedOffice(
  tx: Tx,
  target: Target,
  version: string,
  next: (before: unknown) => unknown,
): Promise<OfficeSource> {
  const { agency, name, kind, id } = target;
  const stored = await readItem(tx, target);
  if (stored.version !== version) throw new ProblemError('changed-meanwhile');
  let item = next(stored.item);
  if (!id && isObject(item)) {
    if (name === 'place' || name === 'counter' || name === 'service')
      item = { id: await newId(tx, name, agency, item), ...item };
    else if (kind.id && (await isTaken(tx, target, stored.office, item[kind.id])))
      throw mistake([...stored.path, kind.id], 'exists', item[kind.id]);
    if (name === 'below') item = { ...(item as object), parent: agency };
  }
  if (name === 'setting') checkVersions(id, stored.item, item);
  let value = withValue(stored.office, stored.path, item);
  if (name === 'service' && item === undefined) value = withoutService(value, id);
  // Lists of the file begin with 0, on the page with 1.
  const lineOf = (path: Path) => Number(path.findLast(step => typeof step === 'number') ?? 0) + 1;
  // Only the fields of this form: what is wrong elsewhere was so before, and who mends one part after the other must be
  // able to save it.
  const names = new Set<string | number>(name === 'setting' ? [id] : kind.fields.map(field => field.name));
  const isChecked = (path: Path) =>
    item !== undefined &&
    stored.path.every((step, index) => path[index] === step) &&
    names.has(path[stored.path.length] ?? '');
  return { value, lineOf, isChecked };
}

async function isTaken(tx: Tx, { name, kind }: Target, office: OfficeFile, id: unknown): Promise<boolean> {
  if (typeof id !== 'string') return false;
  if (name === 'below')
    return Boolean(await tx.selectFrom('agency').select('id').where('id', '=', id).executeTakeFirst());
  if (name === 'procedure')
    return Boolean(await tx.selectFrom('procedure').select('code').where('code', '=', id).executeTakeFirst());
  return Boolean(kind.find(office, id));
}

interface Purpose {
  id?: unknown;
  version?: unknown;
  text?: unknown;
}

/**
 * Words of consent have a version, which is stored with each consent: other words need another one.
 * @throws OfficeMistakes
 */
function checkVersions(setting: string, before: unknown, after: unknown): void {
  const purposesOf = (settings: unknown): Purpose[] => {
    const value = isObject(settings) ? settings[setting] : undefined;
    return isObject(value) && Array.isArray(value['purposes']) ? (value['purposes'] as Purpose[]) : [];
  };
  const old = purposesOf(before);
  purposesOf(after).forEach(({ id, version, text }, index) => {
    const known = old.find(each => each.id === id);
    if (known && known.version === version && canonical(known.text) !== canonical(text))
      throw mistake(['agencies', 0, 'settings', setting, 'purposes', index, 'version'], 'sameVersion', version);
  });
}

/** A service that ends ends at the counters, too, and is no longer the one that citizens are sent to. */
function withoutService(office: OfficeFile, id: string): OfficeFile {
  const agencies = office.agencies.map(agency => ({
    ...agency,
    settings: agency.settings?.visits
      ? { ...agency.settings, visits: withoutValue(agency.settings.visits, id) }
      : agency.settings,
    places: agency.places?.map(place => ({
      ...place,
      counters: place.counters?.map(counter => ({
        ...counter,
        services: counter.services?.filter(service => service !== id),
      })),
    })),
  }));
  return { ...office, agencies };
}

const withoutValue = <T extends object>(record: T, value: unknown): T =>
  Object.fromEntries(Object.entries(record).filter(([, each]) => each !== value)) as T;

const mistake = (path: Path, code: string, value: unknown) =>
  new OfficeMistakes([{ line: 1, path: writePath(path), code, values: [String(value)] }]);
