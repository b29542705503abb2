import { AgencyPicker } from './agency-picker.ts';

/** What only pages need that stand for several agencies: the choice of one. */
export interface AgencyModule {
  AgencyPicker: typeof AgencyPicker;
}

export const agencies: AgencyModule = { AgencyPicker };
