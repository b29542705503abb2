import type { Instant, Json } from './columns.ts';

/** What the office says on a widget. */
export interface WidgetNoticeTable {
  agency: string;
  /** Tag of the widget, `*` for all. */
  tag: string;
  state: 'notice' | 'paused';
  text: Json<{ vi: string; en?: string }>;
  until: Instant | null;
  phone: string | null;
}

/** A site that carries widgets. */
export interface WidgetSiteTable {
  agency: string;
  origin: string;
  /** Of its widgets; empty for those that do not tell. */
  version: string;
  first_seen: Instant;
  last_seen: Instant;
}
