import type { RawBuilder } from 'kysely';
import type { Hono } from 'hono';
import type { AppContext } from '../http/router.ts';
import type { SignedInOfficer } from '../platform/sessions.ts';
import type { Icon } from './icons.ts';
import type { Localized } from './texts.ts';

/** A section of the officers' site: its entry in the navigation and the pages below it. */
export interface OfficerSection {
  /** Below `/desk`, for instance `dossiers`; also the name of the matter in an officer's roles. */
  path: string;
  label: Localized<string>;
  icon: Icon;
  /** Where it stands in the navigation: daily work, planning, administration. */
  group: 'work' | 'plan' | 'admin';
  /** Closed to readers and officers. */
  leadsOnly?: boolean;
  /** Closed to all but admins. */
  adminsOnly?: boolean;
  /**
   * SQL for what waits there: `number` to do, and whether some of it `is_late`.
   * @param officer whose agencies count
   */
  count?(officer: SignedInOfficer, now: Date): RawBuilder<{ number: number; is_late: boolean }>;
  pages(app: AppContext): Hono;
}

/** What waits in each section, by its path. */
export type SectionCounts = Readonly<Record<string, { number: number; isLate: boolean }>>;

/** The label of a section from the texts of its pages. */
export const labelOf = ({ vi, en }: Localized<{ label: string }>): Localized<string> => ({
  vi: vi.label,
  en: en.label,
});
