import { nullish, safeParse } from 'valibot';
import type { Db } from '../platform/database.ts';
import type { AgencyRow } from '../platform/schema.ts';
import { Retention, type RetentionDays } from './settings.ts';

/**
 * Retention where an agency has not set its own: 30 days after the event for what nobody needs afterwards, 90 for whom
 * an answer may have to reach again, two years for the text of opinions and for applicants, whose dossier the agency
 * keeps elsewhere. No law names these periods.
 */
export const usualRetention: RetentionDays = {
  ...{ applicants: 730, contacts: 90, opinions: 730, comments: 730 },
  ...{ visits: 30, messages: 30 },
};

/** Agencies that keep personal data equally long. */
export interface RetentionGroup {
  days: RetentionDays;
  agencies: string[];
}

/** All agencies by how long they keep personal data. */
export async function retentionGroups(db: Db): Promise<RetentionGroup[]> {
  const rows = await db.selectFrom('agency').select(['id', 'parent', 'settings']).execute();
  const byId = new Map(rows.map(row => [row.id, row]));
  const groups = new Map<string, RetentionGroup>();
  for (const { id } of rows) {
    const chain: Pick<AgencyRow, 'id' | 'parent' | 'settings'>[] = [];
    for (let at = byId.get(id); at && !chain.includes(at); at = byId.get(at.parent ?? '')) chain.push(at);
    const own = chain.find(({ settings }) => settings['retention'] !== undefined)?.settings['retention'];
    // What cannot be read must not keep the data of all others.
    const read = safeParse(nullish(Retention), own);
    const days = { ...usualRetention, ...(read.success && read.output) };
    const key = JSON.stringify(Object.entries(days).sort());
    const group = groups.get(key) ?? { days, agencies: [] };
    group.agencies.push(id);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Purposes of consent with the days that they promise in the place of `{days}`. */
export const withDays = <T extends { text: { vi: string } }>(purposes: readonly T[], days: number): T[] =>
  purposes.map(purpose => ({
    ...purpose,
    text: Object.fromEntries(
      Object.entries(purpose.text).map(([language, text]) => [
        language,
        String(text).replaceAll('{days}', String(days)),
      ]),
    ) as T['text'],
  }));
