import { canonical } from './canonical.ts';
import type { OfficeRecords } from './office-rows.ts';

/** What an office file describes, by kind, in the order in which it is made. */
export const kinds = ['agencies', 'procedures', 'services', 'places', 'counters', 'calendar'] as const;
export type Kind = (typeof kinds)[number];
type RecordOf<K extends Kind> = OfficeRecords[K][number];

/** One change of a plan. */
export interface Change<K extends Kind = Kind> {
  kind: K;
  /** As one names it: `26506.A`, or `26506 2026-11-24` for a special day. */
  id: string;
  action: 'made' | 'changed' | 'ended';
  before?: RecordOf<K>;
  after?: RecordOf<K>;
  /** Names of the values that differ. */
  fields?: string[];
}

/** The name of a record. */
export function nameOf(kind: Kind, record: RecordOf<Kind>): string {
  if ('date' in record) return `${record.agency} ${record.date}`;
  return 'code' in record ? record.code : record.id;
}

/**
 * What has to be done to come from what is there to what is wanted. Procedures stay in the catalogue, agencies stay
 * where they are, and special days of the past are history.
 * @param today special days before it do not end
 */
export function planChanges(now: OfficeRecords, wanted: OfficeRecords, today: string): Change[] {
  return kinds.flatMap(kind => changesOf(kind, now[kind], wanted[kind], today));
}

function changesOf<K extends Kind>(
  kind: K,
  now: readonly RecordOf<K>[],
  wanted: readonly RecordOf<K>[],
  today: string,
): Change[] {
  const before = new Map(now.map(record => [nameOf(kind, record), record]));
  const after = new Map(wanted.map(record => [nameOf(kind, record), record]));
  const made = [...after].flatMap(([id, record]): Change[] => {
    const known = before.get(id);
    if (!known) return [{ kind, id, action: 'made', after: record }];
    const fields = Object.keys(record).filter(
      name => canonical(known[name as never]) !== canonical(record[name as never]),
    );
    return fields.length ? [{ kind, id, action: 'changed', before: known, after: record, fields }] : [];
  });
  const ended = [...before].flatMap(([id, record]): Change[] => {
    const stays = kind === 'agencies' || kind === 'procedures' || ('date' in record && record.date < today);
    return after.has(id) || stays ? [] : [{ kind, id, action: 'ended', before: record }];
  });
  return [...made, ...ended];
}
