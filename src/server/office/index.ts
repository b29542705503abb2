export { applyOffice, type ApplyOptions, type ApplyResult } from './apply-office.ts';
export { exportOffice } from './export-office.ts';
export { OfficeFile } from './office-file.ts';
export { type OfficeTexts, officeTexts } from './office.texts.ts';
export { type Mistake, OfficeMistakes } from './read-office.ts';
export { reportApply, reportMistakes } from './report.ts';
