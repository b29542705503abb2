import type { Context } from 'hono';
import { html } from 'hono/html';
import type { ScreenRow } from '../../platform/schema.ts';
import { icon } from '../../ui/icons.ts';
import type { Html } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { screenTexts } from './screens.texts.ts';

/** A screen reports every minute; after so many without a report somebody should look. */
export const lostMinutes = 10;

const minuteMs = 60_000;

/** Whether a screen has not reported for ten minutes. */
export const isLost = ({ seen_at, paired_at }: ScreenRow, now: Date): boolean =>
  now.getTime() - (seen_at ?? paired_at).getTime() > lostMinutes * minuteMs;

/** When a screen was last seen; red when that is too long ago. */
export function seenWords(c: Context, row: ScreenRow, now: Date): Html {
  const texts = textsOf(c, screenTexts);
  if (!row.seen_at && !isLost(row, now)) return html`<span class="tag rest">${texts.never}</span>`;
  const words = row.seen_at ? agoWords(c, now.getTime() - row.seen_at.getTime()) : texts.never;
  return isLost(row, now)
    ? html`<span class="tag stop">${icon('late')}${texts.lost}</span> <small>${words}</small>`
    : html`<span class="tag done">${icon('ok')}${words}</span>`;
}

function agoWords(c: Context, ms: number): string {
  const texts = textsOf(c, screenTexts);
  const minutes = Math.floor(ms / minuteMs);
  if (minutes < 2) return texts.justNow;
  if (minutes < 120) return texts.minutesAgo(minutes);
  return minutes < 48 * 60 ? texts.hoursAgo(Math.floor(minutes / 60)) : texts.daysAgo(Math.floor(minutes / 1440));
}

/** What a screen keeps for times without a network. */
export function cacheWords(c: Context, { status }: ScreenRow): string {
  const texts = textsOf(c, screenTexts);
  const { cachedBytes, cached = 0, wanted = 0 } = status;
  if (cachedBytes === undefined) return '–';
  if (cachedBytes < 0) return texts.noCache;
  return texts.cached(
    cached,
    wanted,
    (cachedBytes / 1e6).toFixed(1).replace('.', c.get('language') === 'en' ? '.' : ','),
  );
}
