import { randomUUID } from 'node:crypto';
import { isDay } from '../../domain/calendar.ts';
import { blockDays, blockKinds, type PlaylistBlock } from '../../domain/playlist.ts';
import { recordAudit } from '../platform/audit.ts';
import { FieldErrors, ProblemError } from '../platform/problem.ts';
import type { PlaylistRow } from '../platform/schema.ts';
import type { OfficerTx } from '../platform/tx-context.ts';

export const maxBlocks = 20;
export const maxGuidesPerBlock = 30;
const maxNameLength = 80;

/** A playlist as it is saved. */
export type PlaylistContent = Pick<PlaylistRow, 'name' | 'blocks'>;

/**
 * Reads the form of a playlist: fields `blocks.<n>.<name>`, guides `blocks.<n>.guides.<m>.id`. A block without guides is
 * left out.
 * @param known identifiers of the guides that it may name
 * @throws ProblemError `invalid-input`, with the number of the block (from 1) as the detail
 */
export function parsePlaylist(fields: Readonly<Record<string, string>>, known: ReadonlySet<string>): PlaylistContent {
  const errors = new FieldErrors();
  const name = fields['name'] ?? '';
  if (!name) errors.reject('/name', 'required');
  else if (name.length > maxNameLength) errors.reject('/name', 'max_length');
  const blocks: PlaylistBlock[] = [];
  for (let i = 0; i < maxBlocks; i++) {
    const block = parseBlock(fields, i, errors);
    if (block.guides.some(guide => !known.has(guide))) errors.reject('/guide', 'unknown', String(i + 1));
    if (block.guides.length) blocks.push(block);
  }
  if (!blocks.length) errors.reject('/blocks', 'required');
  errors.throwIfAny();
  return { name, blocks };
}

const time = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

function parseBlock(fields: Readonly<Record<string, string>>, i: number, errors: FieldErrors): PlaylistBlock {
  const of = (name: string) => fields[`blocks.${i}.${name}`] ?? '';
  const [kind, days] = [of('kind'), of('days')];
  const guides: string[] = [];
  for (let m = 0; m < maxGuidesPerBlock; m++) {
    const guide = of(`guides.${m}.id`);
    if (guide) guides.push(guide);
  }
  const [since, until, from, to] = [of('since'), of('until'), of('from'), of('to')];
  const reject = (pointer: string, code: string) => errors.reject(pointer, code, String(i + 1));
  for (const day of [since, until]) if (day && !isDay(day)) reject('/day', 'date');
  if (since && until && since > until) reject('/day', 'order');
  for (const each of [from, to]) if (each && !time.test(each)) reject('/time', 'time');
  if (Boolean(from) !== Boolean(to)) reject('/time', 'both');
  const weekdays = [1, 2, 3, 4, 5, 6, 7].filter(day => of(`weekday.${day}`));
  return {
    kind: blockKinds.find(each => each === kind) ?? 'default',
    guides,
    ...(weekdays.length > 0 && weekdays.length < 7 && { weekdays }),
    ...(days && days !== 'all' && { days: blockDays.find(each => each === days) ?? 'all' }),
    ...(since && { since }),
    ...(until && { until }),
    ...(from && to && { from, to }),
  };
}

/** The fields of the form, of what is stored. */
export function playlistFields({ name, blocks }: PlaylistContent): Record<string, string> {
  const fields: Record<string, string> = { name };
  blocks.forEach((block, i) => {
    const { kind, guides, weekdays = [], days = 'all', since = '', until = '', from = '', to = '' } = block;
    const own = { kind, days, since, until, from, to };
    for (const [field, value] of Object.entries(own)) fields[`blocks.${i}.${field}`] = value;
    for (const day of weekdays) fields[`blocks.${i}.weekday.${day}`] = '1';
    guides.forEach((guide, m) => (fields[`blocks.${i}.guides.${m}.id`] = guide));
  });
  return fields;
}

/** Stores a new playlist. @returns its identifier */
export async function createPlaylist({ tx, officer, now }: OfficerTx, content: PlaylistContent): Promise<string> {
  const id = randomUUID();
  await tx
    .insertInto('playlist')
    .values({ id, agency: officer.agency, name: content.name, blocks: JSON.stringify(content.blocks) })
    .execute();
  await recordAudit(tx, { officer: officer.id, action: 'playlist.create', subject: id, detail: { ...content }, now });
  return id;
}

/**
 * Saves a playlist.
 * @throws ProblemError `changed-meanwhile`
 */
export async function savePlaylist(
  { tx, officer, now }: OfficerTx,
  row: PlaylistRow,
  { name, blocks }: PlaylistContent,
): Promise<void> {
  const saved = await tx
    .updateTable('playlist')
    .set({ name, blocks: JSON.stringify(blocks), version: row.version + 1 })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst();
  if (!saved.numUpdatedRows) throw new ProblemError('changed-meanwhile');
  const detail = { from: { name: row.name, blocks: row.blocks }, to: { name, blocks } };
  await recordAudit(tx, { officer: officer.id, action: 'playlist.save', subject: row.id, detail, now });
}

/** Removes a playlist; screens that showed it show all guides. */
export async function deletePlaylist({ tx, officer, now }: OfficerTx, row: PlaylistRow): Promise<void> {
  await tx.deleteFrom('playlist').where('id', '=', row.id).execute();
  const detail = { name: row.name, blocks: row.blocks };
  await recordAudit(tx, { officer: officer.id, action: 'playlist.delete', subject: row.id, detail, now });
}
