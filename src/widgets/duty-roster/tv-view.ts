import type { Duty } from '../../contract/duty.ts';
import { callButton, html, icons, nothing, pick, tag } from '../../core/index.ts';
import { minuteOf } from '../../domain/calendar.ts';
import { qrCode } from '../shared/qr-code.ts';
import { old } from './duty-view.ts';
import {
  equipmentOf,
  hoursOf,
  listOf,
  nobody,
  placeStates,
  sessionSentence,
  shortDay,
  staleNote,
  type ViewContext,
  whoOf,
} from './format.ts';
import { type PlaceWithState, reaches, sessionAt } from './roster-state.ts';

/** Places and duties that can be read from the last row. */
const most = 2;
const mostTurns = 2;

/**
 * The hall screen: who is on duty, who comes next, the time. Not interactive. Nothing is smaller than 56 px at 1080p:
 * capitals of 20 mm on a screen of 43 inches.
 */
export function tvView(shown: ViewContext) {
  const { widget, roster, now } = shown;
  const { text, portal } = widget;
  const { format } = portal;
  const iso = now.toISOString();
  const places = placeStates(shown);
  const here = places.filter(({ board }) => board.onDuty.length).slice(0, most);
  const [why, instead] = nobody(shown, places[0]);
  const many = roster.points.length > 1;
  const turns = roster.duties
    .filter(({ start }) => Date.parse(start) > now.getTime())
    .slice(0, many ? mostTurns - 1 : mostTurns);
  const session = sessionAt(roster, now);
  const { booking } = portal.links;
  const placeOf = ({ place }: Duty) => roster.points.find(({ id }) => id === place)?.name;
  // Shifted every minute against burn-in.
  return html`<div class="tv shift-${minuteOf(now) % 4} ${here.length > 1 ? 'many' : ''}">
    <div class="head">
      <h2>${text.title}</h2>
      <p class="clock number">${format.weekday(iso)}, ${format.shortDay(iso)} <strong>${format.time(iso)}</strong></p>
    </div>
    ${
      reaches(roster, now)
        ? html`<div class="columns">
              <div class="here">
                ${
                  here.length
                    ? here.map(each => placeCard(shown, each, { named: many, brief: here.length > 1, full: !booking }))
                    : html`<section class="card yours">
                        <p class="who">${why}</p>
                        <p class="instead">${instead}</p>
                      </section>`
                }
                ${booking && here.length < most ? scan(booking, text.scan) : nothing}
              </div>
              <div class="after">
                <h3>${text.after}</h3>
                ${turns.map(
                  duty =>
                    html`<p>
                      <strong class="number">${shortDay(duty.start, shown)}, ${hoursOf(duty, widget)}</strong>
                      <span>${whoOf(duty, widget)}</span>
                      ${many ? html`<span class="sub">${placeOf(duty)}</span>` : nothing}
                    </p>`,
                )}
                ${turns.length ? nothing : html`<p>${text.none}</p>`}
              </div>
            </div>
            ${session && here.length < most ? html`<p class="session">${sessionSentence(shown, session)}</p>` : nothing}
            ${staleNote(shown)}`
        : html`${old(shown)} ${callButton(widget)}`
    }
  </div>`;
}

/** The QR code of the page where visits are booked. */
const scan = (link: string, words: string) =>
  html`<div class="scan"><strong>${words}</strong>${qrCode(link).image(words)}</div>`;

/** A team and its helpers in two lines. */
const whoLines = ({ team, helpers }: Duty, lang: string) =>
  html`<p class="who">${pick(team, lang)}</p>
    ${helpers.length ? html`<p class="names">${helpers.join(', ')}</p>` : nothing}`;

interface CardOptions {
  /** Whether the place is named. */
  named: boolean;
  /** Two places share the screen, so each says less. */
  brief: boolean;
  /** Whether there is room for the equipment. */
  full: boolean;
}

/** Who is on duty at a place. */
function placeCard(shown: ViewContext, { point, board }: PlaceWithState, { named, brief, full }: CardOptions) {
  const { widget } = shown;
  const { text, portal } = widget;
  const has = equipmentOf(point, widget);
  return html`<section class="card done">
    ${board.onDuty.map(
      duty =>
        html`${tag(icons.done, text.onDuty(portal.format.time(duty.end)))} ${whoLines(duty, widget.lang)}
        ${
          brief
            ? nothing
            : html`${duty.tasks.length ? html`<p>${listOf(duty.tasks, widget)}</p>` : nothing}
              ${duty.languages.length ? html`<p>${text.languages(listOf(duty.languages, widget))}</p>` : nothing}`
        }`,
    )}
    ${named ? html`<p><strong>${point.name}</strong></p>` : nothing}
    ${has && full && !brief ? html`<p class="sub">${text.equipment(has)}</p>` : nothing}
  </section>`;
}
