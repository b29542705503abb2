import { AgencyPicker } from './agency-picker.ts';

/** What only pages need that stand for several agencies: the choice of one. */
export interface AgencyPart {
  AgencyPicker: typeof AgencyPicker;
}

export const agencies: AgencyPart = { AgencyPicker };
