import type { Hono } from 'hono';
import type { AppContext } from '../http/router.ts';
import type { Localized } from './texts.ts';

/** A section of the officers' site: its entry in the navigation and the pages below it. */
export interface OfficerSection {
  /** Below `/desk`, for instance `dossiers`. */
  path: string;
  label: Localized<string>;
  /** Closed to the role `officer`. */
  leadsOnly?: boolean;
  pages(app: AppContext): Hono;
}

/** The label of a section from the texts of its pages. */
export const labelOf = ({ vi, en }: Localized<{ label: string }>): Localized<string> => ({
  vi: vi.label,
  en: en.label,
});
