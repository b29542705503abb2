import { createHash } from 'node:crypto';
import { agencyChain } from '../../agencies/index.ts';
import type { Db } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import { canonical } from '../canonical.ts';
import type { Path } from '../mistakes.ts';
import type { OfficeFile } from '../office-file.ts';
import { toFile } from '../office-records.ts';
import { readOffice } from '../office-rows.ts';
import type { ItemKind } from './item-kinds.ts';
import { isObject } from './read-fields.ts';
import type { Target } from './target.ts';
import { valueAt } from './value-at.ts';

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

/** @throws ProblemError when there is no such item, and none can be added */
export async function readItem(db: Db, { agency, name, kind, id, place }: Target): Promise<StoredItem> {
  const office = toFile(await readOffice(db, [agency], name === 'procedure' && id ? [id] : []));
  const path = id ? kind.find(office, id) : kind.add?.(office, place);
  if (!path) throw new ProblemError('no-such-operation');
  const item = valueAt(office, path);
  return { office, path, item, version: versionOf(kind, item) };
}

/** Only what the form shows counts: a counter can change while its place is edited. */
function versionOf({ fields }: ItemKind, item: unknown): string {
  const shown = isObject(item) ? Object.fromEntries(fields.map(({ name }) => [name, item[name]])) : (item ?? null);
  return createHash('sha256').update(canonical(shown)).digest('hex').slice(0, 16);
}

/** The setting that an agency has from those above it, as it was set there. */
export async function settingFromAbove(db: Db, agency: string, name: string): Promise<unknown> {
  const [, ...above] = await agencyChain(db, agency);
  return above.map(({ settings }) => (settings as Record<string, unknown>)[name]).find(value => value !== undefined);
}
