import { labelOf, type OfficerSection } from '../ui/section.ts';
import { officeAdminPages } from './officer/pages.ts';
import { officePageTexts } from './officer/office-pages.texts.ts';

/** Section of the officers' site: the office file. */
export const officeSection: OfficerSection = {
  path: 'office',
  label: labelOf(officePageTexts),
  icon: 'door',
  group: 'admin',
  adminsOnly: true,
  pages: officeAdminPages,
};

export { administrativeUnits, findUnits, type FoundUnit } from './administrative-units.ts';
export { applyOffice, type ApplyOptions, type ApplyResult } from './apply-office.ts';
export { exportOffice } from './export-office.ts';
export { parseHours } from './initial-office.ts';
export { initOffice, type InitResult } from './init-office.ts';
export { initTexts, type InitTexts } from './init.texts.ts';
export { OfficeFile } from './office-file.ts';
export { type OfficeTexts, officeTexts } from './office.texts.ts';
export { type Mistake, OfficeMistakes } from './mistakes.ts';
export { reportApply, reportMistakes } from './report.ts';
