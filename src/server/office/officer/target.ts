import type { Context } from 'hono';
import type { Day } from '../../../domain/calendar.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { FormField } from './form-field.ts';
import { type ItemKind, type ItemKindName, itemKinds, settingKind, settingNames } from './item-kinds.ts';

/** What a page changes, as its address names it. */
export interface Target {
  agency: string;
  name: ItemKindName | 'setting';
  kind: ItemKind;
  /** Identifier of the item; empty for a new one. */
  id: string;
  /** Identifier of the place in which a new counter stands. */
  place: string;
}

/**
 * An agency that the officer may see.
 * @param id that of the officer by default
 * @throws ProblemError for other agencies, as if there were none
 */
export function agencyInScope(c: Context, id = c.get('officer').agency): string {
  if (!c.get('officer').scope.includes(id)) throw new ProblemError('no-such-operation');
  return id;
}

/**
 * What the address of a page names.
 * @throws ProblemError for other agencies and kinds, as if there were none
 */
export function targetOf(c: Context): Target {
  const { agency: given = '', kind: name = '', id = '' } = c.req.param() as Record<string, string>;
  const agency = agencyInScope(c, given);
  const place = c.req.query('place') ?? '';
  const setting = name === 'setting' && settingNames.find(each => each === id);
  if (setting) return { agency, name: 'setting', kind: settingKind(setting), id, place };
  if (!Object.hasOwn(itemKinds, name)) throw new ProblemError('no-such-operation');
  const kind: ItemKind = itemKinds[name as ItemKindName];
  if (!id && !kind.add) throw new ProblemError('no-such-operation');
  return { agency, name: name as ItemKindName, kind, id, place };
}

/** The fields of the form: what identifies an item stays. */
export const fieldsIn = ({ kind, id }: Target): readonly FormField[] =>
  kind.fields.filter(({ name }) => !id || name !== kind.id);

/** Whether an item can be taken away: procedures stay in the catalogue, and days of the past are history. */
export const canRemove = ({ kind, name, id }: Target, today: Day): boolean =>
  Boolean(id) && kind.add !== undefined && name !== 'procedure' && !(name === 'day' && id < today);
