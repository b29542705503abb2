import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { agencyChain } from '../../agencies/index.ts';
import type { Db, Tx } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import { canonical } from '../canonical.ts';
import type { OfficeFile } from '../office-file.ts';
import { toFile } from '../office-records.ts';
import { readOffice } from '../office-rows.ts';
import { OfficeMistakes, type Path, writePath } from '../mistakes.ts';
import type { OfficeSource } from '../read-yaml.ts';
import type { FormField } from './form-field.ts';
import { type Matter, type MatterName, matters, settingMatter, settingNames } from './matters.ts';
import { newId } from './new-id.ts';
import { isObject } from './read-fields.ts';
import { valueAt, withValue } from './value-at.ts';

/** What a page changes, as its address names it. */
export interface Target {
  agency: string;
  name: MatterName | 'setting';
  matter: Matter;
  /** Identifier of the item; empty for a new one. */
  id: string;
  /** Identifier of the place in which a new counter stands. */
  within: string;
}

/** An item as it is stored. */
export interface StoredItem {
  office: OfficeFile;
  /** Where it stands, or will stand. */
  path: Path;
  /** Undefined for a new one. */
  item: unknown;
  /** Tells whether somebody has changed it. */
  version: string;
}

/**
 * What the address of a page names.
 * @throws ProblemError for other agencies, as if there were none
 */
export function targetOf(c: Context): Target {
  const { agency = '', matter: name = '', id = '' } = c.req.param() as Record<string, string>;
  const within = c.req.query('place') ?? '';
  if (!c.get('officer').scope.includes(agency)) throw new ProblemError('no-such-operation');
  if (name === 'setting') {
    const setting = settingNames.find(each => each === id);
    if (!setting) throw new ProblemError('no-such-operation');
    return { agency, name, matter: settingMatter(setting), id, within };
  }
  if (!Object.hasOwn(matters, name)) throw new ProblemError('no-such-operation');
  return { agency, name: name as MatterName, matter: matters[name as MatterName], id, within };
}

/** The fields of the form: what identifies an item stays. */
export const fieldsIn = ({ matter, id }: Target): readonly FormField[] =>
  matter.fields.filter(({ name }) => !id || name !== matter.id);

/** @throws ProblemError when there is no such item, and none can be added */
export async function readItem(db: Db, { agency, name, matter, id, within }: Target): Promise<StoredItem> {
  const office = toFile(await readOffice(db, [agency], name === 'procedure' && id ? [id] : []));
  const path = id || !matter.add ? matter.find(office, id) : matter.add(office, within);
  if (!path) throw new ProblemError('no-such-operation');
  const item = valueAt(office, path);
  return { office, path, item, version: versionOf(matter, item) };
}

/** Only what the form shows counts: a counter can change while its place is edited. */
function versionOf({ fields }: Matter, item: unknown): string {
  const shown = isObject(item) ? Object.fromEntries(fields.map(({ name }) => [name, item[name]])) : (item ?? null);
  return createHash('sha256').update(canonical(shown)).digest('hex').slice(0, 16);
}

/** The setting that an agency has from those above it, as it was set there. */
export async function settingFromAbove(db: Db, agency: string, name: string): Promise<unknown> {
  const [, ...above] = await agencyChain(db, agency);
  return above.map(({ settings }) => (settings as Record<string, unknown>)[name]).find(value => value !== undefined);
}

/**
 * The office with one item changed.
 * @param version of the item that was changed
 * @param next the new item; undefined takes it away
 * @throws ProblemError `changed-meanwhile`
 * @throws OfficeMistakes when a new item has the identifier of another
 */
export async function withItem(
  tx: Tx,
  target: Target,
  version: string,
  next: (before: unknown) => unknown,
): Promise<OfficeSource> {
  const { agency, name, matter, id } = target;
  const stored = await readItem(tx, target);
  if (stored.version !== version) throw new ProblemError('changed-meanwhile');
  let item = next(stored.item);
  if (!id && isObject(item) && matter.add) {
    if (name === 'place' || name === 'counter' || name === 'service')
      item = { id: await newId(tx, name, agency, item), ...item };
    else if (matter.id && (await isTaken(tx, target, stored.office, item[matter.id])))
      throw mistake([...stored.path, matter.id], 'exists', item[matter.id]);
    if (name === 'below') item = { ...(item as object), parent: agency };
  }
  // Lists of the file begin with 0, on the page with 1.
  const lineOf = (path: Path) => Number(path.findLast(step => typeof step === 'number') ?? 0) + 1;
  return { value: withValue(stored.office, stored.path, item), lineOf };
}

async function isTaken(tx: Tx, { name, matter }: Target, office: OfficeFile, id: unknown): Promise<boolean> {
  if (typeof id !== 'string') return false;
  if (name === 'below')
    return Boolean(await tx.selectFrom('agency').select('id').where('id', '=', id).executeTakeFirst());
  if (name === 'procedure')
    return Boolean(await tx.selectFrom('procedure').select('code').where('code', '=', id).executeTakeFirst());
  return Boolean(matter.find(office, id));
}

const mistake = (path: Path, code: string, value: unknown) =>
  new OfficeMistakes([{ line: 1, path: writePath(path), code, values: [String(value)] }]);
