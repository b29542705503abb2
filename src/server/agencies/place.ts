import type { Place } from '../../contract/index.ts';
import type { PlaceRow } from '../platform/schema.ts';

export function presentPlace({ id, name, address, phone, hours }: PlaceRow): Place {
  return { id, name, address, phone: phone ?? undefined, hours };
}
