import { AgencyPicker } from './agency-picker.ts';

/** Lazy module of the agency list, for pages that stand for several agencies. */
export interface AgencyModule {
  AgencyPicker: typeof AgencyPicker;
}

export const agencies: AgencyModule = { AgencyPicker };
