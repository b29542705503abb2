import type { Place } from '../../contract/index.ts';
import type { PlaceRow } from '../platform/schema.ts';

export function presentPlace({ id, name, address, phone, hours, map_url }: PlaceRow): Place {
  return { id, name, address, phone: phone ?? undefined, hours, mapUrl: map_url ?? undefined };
}
