import type { WidgetNotice } from '../../contract/index.ts';
import type { Db } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import type { AgencyRow } from '../platform/schema.ts';

/**
 * What is said on the widgets of an agency now: of each tag a pause of any agency of its chain before a notice, then what
 * the nearest agency says.
 */
export async function widgetNotices(db: Db, chain: readonly AgencyRow[], now: Date): Promise<WidgetNotice[]> {
  const ids = chain.map(({ id }) => id);
  const rows = await db
    .selectFrom('widget_notice')
    .selectAll()
    .where('agency', 'in', ids)
    .where(({ eb, or }) => or([eb('until', 'is', null), eb('until', '>', now)]))
    .execute();
  const rank = ({ agency, state }: (typeof rows)[number]) =>
    ids.indexOf(agency) - (state === 'paused' ? ids.length : 0);
  const nearest = [...rows].sort((a, b) => rank(a) - rank(b));
  const byTag = new Map<string, WidgetNotice>();
  for (const { tag, state, text, until, phone } of nearest)
    if (!byTag.has(tag)) byTag.set(tag, { tag, state, text, until: until && isoInstant(until), phone });
  return [...byTag.values()];
}
