import type { ColumnType, Generated } from 'kysely';
import type { Json } from './columns.ts';

export interface AgencyTable {
  id: string;
  parent: string | null;
  kind: string;
  name: string;
  former_names: Json<string[]>;
  folded: string;
  phone: string | null;
  valid_from: string | null;
  valid_to: string | null;
  settings: Json<Record<string, unknown>>;
  formal_channels: Json<unknown[]>;
  position: Json<{ latitude: number; longitude: number } | null>;
}

export interface PlaceTable {
  id: string;
  agency: string;
  name: string;
  address: string;
  phone: string | null;
  hours: Json<{ weekday: number; from: string; to: string }[]>;
  position: number;
  /** Whether papers are received there; elsewhere volunteers only help. */
  desk: Generated<boolean>;
  equipment: ColumnType<string[], string | undefined, string>;
  /** Web page that shows the place on a map. */
  map_url: Generated<string | null>;
  /** False once it has ended. */
  active: Generated<boolean>;
}
