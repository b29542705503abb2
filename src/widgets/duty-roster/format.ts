import type { ComingSession, Duty, DutyPoint } from '../../contract/duty.ts';
import { html, icons, nothing, pick, type PortalController } from '../../core/index.ts';
import { placeStateAt, dayOff, openAt, type PlaceWithState, type Roster } from './roster-state.ts';
import type { DutyTexts } from './duty-roster.texts.ts';
import { dayOf } from '../../domain/calendar.ts';

/** What the views are rendered from. */
export interface ViewContext {
  widget: PortalController<DutyTexts>;
  roster: Roster;
  now: Date;
  stale: boolean;
}

type Widget = ViewContext['widget'];
type RosterTexts = Duty['team'];

export const listOf = (texts: readonly RosterTexts[], { lang }: Widget): string =>
  texts.map(each => pick(each, lang)).join('; ');

/** `Đoàn Thanh niên: Minh, Hoa` */
export const whoOf = ({ team, helpers }: Duty, { text, lang }: Widget): string =>
  text.who(pick(team, lang), helpers.join(', '));

export const equipmentOf = ({ equipment }: DutyPoint, widget: Widget): string =>
  listOf(
    equipment.map(({ label }) => label),
    widget,
  );

/** `Hôm nay`, or `Thứ Năm, 26/11`, without the year. */
export const shortDay = (iso: string, { widget: { text, portal }, now }: ViewContext): string =>
  dayOf(new Date(iso)) === dayOf(now) ? text.todayShort : portal.format.day(iso).slice(0, -5);

/** `07:30–11:30` */
export const hoursOf = ({ start, end }: Pick<Duty, 'start' | 'end'>, { portal: { format } }: Widget): string =>
  `${format.time(start)}–${format.time(end)}`;

/** Places to show: desks, and others with a duty; staffed ones first. */
export function placeStates({ roster, now }: ViewContext): PlaceWithState[] {
  const all = roster.points.map(point => ({ point, board: placeStateAt(roster, point.id, now) }));
  const rank = ({ board: { onDuty, later } }: (typeof all)[number]) => (onDuty.length ? 0 : later.length ? 1 : 2);
  return all
    .filter(({ point, board }) => point.desk || board.had || board.next)
    .map((each, nth) => ({ each, nth }))
    .sort((a, b) => rank(a.each) - rank(b.each) || a.nth - b.nth)
    .map(({ each }) => each);
}

/** Why nobody is on duty, and where to go instead. */
export function nobody({ widget, roster, now }: ViewContext, { point, board }: Partial<PlaceWithState> = {}): string[] {
  const { text, lang, portal } = widget;
  const off = dayOff(roster, dayOf(now));
  const desk = point?.desk ? point : (roster.points.find(each => each.desk) ?? point);
  const hours = desk && openAt(desk, roster, now);
  const why = off
    ? text.dayOff(pick(off, lang))
    : board?.later.length
      ? text.nobodyNow
      : board?.had
        ? text.nobodyMore
        : text.nobodyToday;
  if (hours && !hours.open)
    return [why, hours.changesAt ? text.opensAgain(portal.format.moment(hours.changesAt.toISOString())) : ''];
  return [why, roster.instead ? pick(roster.instead, lang) : desk ? text.instead(desk.name) : ''];
}

/** The next session as a sentence. */
export function sessionSentence({ widget, roster, now }: ViewContext, session: ComingSession): string {
  const { text, lang, portal } = widget;
  const name = pick(session.name, lang);
  const place = roster.points.find(({ id }) => id === session.place)?.name ?? '';
  return Date.parse(session.start) <= now.getTime()
    ? text.sessionNow(name, portal.format.time(session.end), place)
    : text.session(
        name,
        `${portal.format.weekday(session.start)}, ${portal.format.shortDay(session.start)}, ${hoursOf(session, widget)}`,
        place,
      );
}

/** Says that shown data may be outdated. */
export const staleNote = ({ widget: { text, portal }, roster, stale }: ViewContext) =>
  stale
    ? html`<p class="stale">${icons.stopped}<span>${text.stale(portal.format.moment(roster.now))}</span></p>`
    : nothing;
