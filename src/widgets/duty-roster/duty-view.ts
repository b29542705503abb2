import type { Duty, DutyPoint } from '../../contract/duty.ts';
import { callButton, html, icon, icons, leaf, nothing, pick, tag, webAddress } from '../../core/index.ts';
import { addDays, dayOf, type Day } from '../../domain/calendar.ts';
import { calendarIcon, pinIcon, tickIcon } from '../shared/icons.ts';
import { dayOff, reaches, sessionAt, type PlaceWithState } from './roster-state.ts';
import {
  placeStates,
  equipmentOf,
  hoursOf,
  listOf,
  nobody,
  sessionSentence,
  staleNote,
  whoOf,
  type ViewContext,
} from './format.ts';

/** The next duties of a place that a face names. */
const most = 3;

/** Who is on duty, and the coming duties, for a phone or a page. */
export function dutyView(shown: ViewContext & { points: () => void }) {
  const { widget, roster, now } = shown;
  const { text, portal } = widget;
  if (!reaches(roster, now)) return old(shown);
  const places = placeStates(shown);
  const [first] = places;
  const session = sessionAt(roster, now);
  const feed = roster.feed && webAddress(roster.feed, `${portal.client.api}/`);
  return html`
    ${first?.board.onDuty.length ? onDutyHeader(shown, first) : nobodyHeader(shown, first)} ${staleNote(shown)}
    ${places.map(place => placePart(shown, place, place === first))}
    ${
      session
        ? html`<div class="part stack">
            <div class="line">
              ${icon(calendarIcon)}
              <p>${sessionSentence(shown, session)}</p>
            </div>
            ${session.left && portal.links['booking'] ? html`<a class="button" href=${portal.links['booking']}>${text.book}</a>` : nothing}
          </div>`
        : nothing
    }
    <div class="ways tools">
      ${roster.points.length > 1 ? html`<button type="button" @click=${shown.points}>${icon(pinIcon)}${text.showPoints}</button>` : nothing}
      ${feed ? html`<a class="button" href=${feed}>${icon(calendarIcon)}${text.feed}</a>` : nothing}
    </div>
  `;
}

/** An expired plan says nothing about today. */
export function old({ widget }: ViewContext) {
  return html`<h2 class="face-title">${widget.text.title}</h2>
    <div class="box stopped">
      <p class="title">${icons.stopped}<span>${widget.text.old}</span></p>
    </div>`;
}

function onDutyHeader({ widget }: ViewContext, { point, board }: PlaceWithState) {
  const { text, lang, portal } = widget;
  return html`<div class="band stack done">
    ${board.onDuty.map(
      ({ end, team, helpers, tasks, languages }, i) => html`
        ${tag(icons.done, text.onDuty(portal.format.time(end)))}
        <h2 class="near" tabindex="-1" id=${i ? nothing : 'title'}>${pick(team, lang)}</h2>
        ${
          helpers.length
            ? html`<div class="helpers">
                ${helpers.map(name => html`<span class="initial" aria-hidden="true">${name[0]}</span>`)}
                <strong>${helpers.join(', ')}</strong>
              </div>`
            : nothing
        }
        <ul class="gives" aria-label=${text.help}>
          ${[...tasks, ...languages].map(each => html`<li>${icon(tickIcon)}${pick(each, lang)}</li>`)}
        </ul>
      `,
    )}
    ${callButton(widget, point.phone, true)}
  </div>`;
}

function nobodyHeader(shown: ViewContext, first: PlaceWithState | undefined) {
  const { widget, now } = shown;
  const { text, portal } = widget;
  const [why, instead] = nobody(shown, first);
  return html`<div class="band stack rest">
    ${tag(icons.rest, text.today(portal.format.day(now.toISOString())))}
    <h2 class="near" tabindex="-1" id="title">${why}</h2>
    ${instead ? html`<p>${instead}</p>` : nothing} ${callButton(widget, first?.point.phone, true)}
  </div>`;
}

/** A place with its coming duties; who is on duty at the first one is in the header. */
function placePart(shown: ViewContext, { point, board }: PlaceWithState, first: boolean) {
  const { widget, roster, now } = shown;
  const { text, portal } = widget;
  const has = equipmentOf(point, widget);
  const map = point.mapUrl && webAddress(point.mapUrl);
  const coming = roster.duties.filter(({ place, start }) => place === point.id && Date.parse(start) > now.getTime());
  return html`<section class="place part stack">
    <div class="two">
      <div class="stack">
        <div class="line">
          ${icon(pinIcon)}
          <div>
            <h3 lang=${widget.backendLang}>${point.name}</h3>
            <p lang=${widget.backendLang}>${point.address}</p>
            ${has ? html`<p class="sub">${text.equipment(has)}</p>` : nothing}
            ${map ? html`<a class="link" href=${map} target="_blank" rel="noopener noreferrer">${text.directions}</a>` : nothing}
          </div>
        </div>
        ${
          first
            ? nothing
            : board.onDuty.map(
                duty =>
                  html`<p class="line done">
                    ${icons.done}<span
                      ><strong>${text.onDuty(portal.format.time(duty.end))}</strong><br />${whoOf(duty, widget)}</span
                    >
                  </p>`,
              )
        }
      </div>
      <div>
        ${
          coming.length
            ? html`<h3>${text.after}</h3>
                <ul class="turns">
                  ${coming.slice(0, most).map(duty => turn(shown, duty))}
                </ul>`
            : nothing
        }
        <details>
          <summary>${text.week}</summary>
          ${week(shown, point)}
        </details>
      </div>
    </div>
  </section>`;
}

function turn({ widget }: ViewContext, duty: Duty) {
  const { team, helpers, start } = duty;
  return html`<li class="due">
    ${leaf(widget, start)}
    <div>
      <span class="sub number">${hoursOf(duty, widget)}</span>
      <strong>${pick(team, widget.lang)}</strong>
      ${helpers.join(', ')}
    </div>
  </li>`;
}

/** The coming days with their duties. */
function week({ widget, roster, now }: ViewContext, { id }: DutyPoint) {
  const { text, portal } = widget;
  const today = dayOf(now);
  const days: Day[] = [];
  for (let i = 0; i < 7; i++) if (addDays(today, i) <= roster.to) days.push(addDays(today, i));
  return html`<ul class="list week">
    ${days.map(day => {
      const duties = roster.duties.filter(({ place, start }) => place === id && dayOf(new Date(start)) === day);
      const off = dayOff(roster, day);
      return html`<li>
        <h4 class="number">${portal.format.day(`${day}T12:00:00+07:00`)}</h4>
        ${
          duties.length
            ? html`<ul class="list">
                ${duties.map(
                  duty => html`<li><span class="number">${hoursOf(duty, widget)}</span> ${whoOf(duty, widget)}</li>`,
                )}
              </ul>`
            : html`<p class="sub">${off ? listOf([off], widget) : text.none}</p>`
        }
      </li>`;
    })}
  </ul>`;
}
