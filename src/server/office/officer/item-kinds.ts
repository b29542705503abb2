import { AgencySettings } from '../../agencies/index.ts';
import { Agency, CalendarDay, CatalogueEntry, Counter, type OfficeFile, Place, Service } from '../office-file.ts';
import type { Path } from '../mistakes.ts';
import type { ReadSchema } from '../parse-office.ts';
import { fieldsOf, type FormField } from './form-field.ts';

/** What a page of the office changes: one item of the file of an agency. */
export interface ItemKind {
  fields: readonly FormField[];
  /** Entry that identifies an item: in the form of a new one, or made up (new-id.ts); then it stays. */
  id?: string;
  /** Where an item stands in the file; undefined when there is none. */
  find(office: OfficeFile, id: string): Path | undefined;
  /**
   * Where a new item goes; undefined when none can be added.
   * @param place identifier of the place of a new counter
   */
  add?(office: OfficeFile, place: string): Path | undefined;
}

/** Entries that have pages of their own. */
const apart = ['settings', 'calendar', 'services', 'places', 'counters', 'sessions', 'id', 'parent'];
const agencyFields = [...apart, 'kind'];

/** The list of the file's only agency in which items stand. */
const listed = (list: 'services' | 'calendar' | 'places', id: string, schema: unknown): ItemKind => ({
  fields: fieldsOf(schema as ReadSchema, apart),
  id,
  find: ({ agencies: [agency] }, wanted) => at(['agencies', 0, list], agency?.[list], id, wanted),
  add: ({ agencies: [agency] }) => ['agencies', 0, list, agency?.[list]?.length ?? 0],
});

export const itemKinds = {
  agency: {
    fields: fieldsOf(schemaOf(Agency), agencyFields),
    id: 'id',
    find: ({ agencies: [own] }, id) => (own?.id === id ? ['agencies', 0] : undefined),
  },
  /** An agency below the one of the page. */
  below: {
    fields: fieldsOf(schemaOf(Agency), ['settings', 'calendar', 'services', 'places', 'parent']),
    id: 'id',
    find: () => undefined,
    add: () => ['agencies', 1],
  },
  place: listed('places', 'id', Place),
  counter: {
    fields: fieldsOf(
      schemaOf(Counter),
      apart.filter(name => name !== 'services'),
    ),
    id: 'id',
    find: ({ agencies: [agency] }, id) =>
      agency?.places
        ?.map((place, nth) => at(['agencies', 0, 'places', nth, 'counters'], place.counters, 'id', id))
        .find(Boolean),
    add({ agencies: [agency] }, wanted) {
      const place = agency?.places?.findIndex(({ id }) => id === wanted) ?? -1;
      if (place < 0) return undefined;
      return ['agencies', 0, 'places', place, 'counters', agency?.places?.[place]?.counters?.length ?? 0];
    },
  },
  service: listed('services', 'id', Service),
  day: listed('calendar', 'date', CalendarDay),
  procedure: {
    fields: fieldsOf(schemaOf(CatalogueEntry)),
    id: 'code',
    find: ({ procedures }, code) => at(['procedures'], procedures, 'code', code),
    add: ({ procedures = [] }) => ['procedures', procedures.length],
  },
} satisfies Record<string, ItemKind>;
export type ItemKindName = keyof typeof itemKinds;

/** Names of the settings that have a form here; templates and providers of messages have pages of their own. */
export const settingNames = (Object.keys(AgencySettings.entries) as (keyof AgencySettings)[]).filter(
  name => name !== 'templates' && name !== 'smsProvider',
);

/** A setting of an agency: the item is all its settings, of which the form shows one. */
export const settingKind = (name: keyof AgencySettings): ItemKind => ({
  fields: fieldsOf(schemaOf(AgencySettings)).filter(field => field.name === name),
  find: () => ['agencies', 0, 'settings'],
});

function schemaOf(schema: unknown): ReadSchema {
  return schema as ReadSchema;
}

function at(list: Path, items: readonly object[] | undefined, id: string, wanted: string): Path | undefined {
  const nth = items?.findIndex(item => item[id as never] === wanted) ?? -1;
  return nth < 0 ? undefined : [...list, nth];
}
