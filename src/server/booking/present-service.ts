import type { ServiceSummary } from '../../contract/index.ts';
import type { ServiceRow } from '../platform/schema.ts';

/** A service as the contract names it in lists and tickets. */
export const presentService = ({ id, name, field, procedure, icon, words }: ServiceRow): ServiceSummary => ({
  id,
  name,
  field,
  procedure,
  icon: icon ?? undefined,
  words: words ?? undefined,
});
