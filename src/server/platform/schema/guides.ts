import type { ColumnType, Generated } from 'kysely';
import type { Chapter, LocalizedText } from '../../../contract/index.ts';
import type { Instant, Json } from './columns.ts';

export interface GuideTable {
  id: string;
  agency: string;
  procedure: string | null;
  title: Json<LocalizedText>;
  folded: string;
  seconds: number;
  chapters: Json<Chapter[]>;
  /** Second of the video that explains a paper, by its name. */
  paper_times: Json<Record<string, number>>;
  state: 'draft' | 'published' | 'withdrawn';
  valid_to: string | null;
  reviewed_at: string;
  created_at: Instant;
  version: Generated<number>;
}

export interface GuideFileTable {
  guide: string;
  name: string;
  kind: 'film' | 'poster';
  type: string;
  bytes: number;
  data: Buffer;
  replaced_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

export interface GuideAnswerTable {
  id: Generated<number>;
  guide: string;
  helpful: boolean;
  step: number | null;
  received_at: Instant;
}
