import type { Duty, DutyPoint } from '../../contract/duty.ts';
import { callButton, html, icons, nothing, webAddress } from '../../core/index.ts';
import { addDays, dayOf, type Day } from '../../domain/calendar.ts';
import { dayOff, reaches, sessionAt, type PlaceState, type PlaceWithState } from './roster-state.ts';
import {
  placeStates,
  equipmentOf,
  hoursOf,
  listOf,
  nobody,
  sessionSentence,
  staleNote,
  whoLines,
  whoOf,
  type ViewContext,
} from './format.ts';

/** Duties of today and the week, for a phone or a page. */
export function dutyView(shown: ViewContext & { points: () => void }) {
  const { widget, roster, now } = shown;
  const { text, portal } = widget;
  if (!reaches(roster, now)) return old(shown);
  const places = placeStates(shown);
  const session = sessionAt(roster, now);
  const anybody = places.some(({ board: { onDuty, later } }) => onDuty.length || later.length);
  const feed = roster.feed && webAddress(roster.feed, `${portal.client.api}/`);
  return html`
    <div>
      <h2 class="face-title" tabindex="-1" id="title">${text.title}</h2>
      <p class="sub">${text.today(portal.format.day(now.toISOString()))}</p>
    </div>
    ${staleNote(shown)} ${anybody ? nothing : nobodyBox(shown, places[0])}
    <div class="places">
      ${places.map(({ point, board }) => placeBox(shown, point, board, places.length > 1, anybody))}
    </div>
    ${
      session
        ? html`<div class="box">
            <p>${sessionSentence(shown, session)}</p>
            ${session.left && portal.links['booking'] ? html`<p><a class="button" href=${portal.links['booking']}>${text.book}</a></p>` : nothing}
          </div>`
        : nothing
    }
    <p class="ways">
      ${roster.points.length > 1 ? html`<button type="button" class="link" @click=${shown.points}>${text.showPoints}</button>` : nothing}
      ${feed ? html`<a class="link" href=${feed}>${text.feed}</a>` : nothing}
    </p>
  `;
}

/** An expired plan says nothing about today. */
export function old({ widget }: ViewContext) {
  return html`<h2 class="face-title">${widget.text.title}</h2>
    <div class="box stopped">
      <p class="title">${icons.stopped}<span>${widget.text.old}</span></p>
      ${callButton(widget)}
    </div>`;
}

function nobodyBox(shown: ViewContext, first: PlaceWithState | undefined) {
  const [why, instead] = nobody(shown, first);
  return html`<div class="box yours">
    <p class="title">${icons.yours}<span>${why}</span></p>
    ${instead ? html`<p>${instead}</p>` : nothing} ${callButton(shown.widget)}
  </div>`;
}

function placeBox(shown: ViewContext, point: DutyPoint, board: PlaceState, named: boolean, anybody: boolean) {
  const { widget } = shown;
  const { text, portal } = widget;
  const { onDuty, later, next } = board;
  const has = equipmentOf(point, widget);
  const comes = next
    ? html`<p class="sub">${text.next(portal.format.moment(next.start), whoOf(next, widget))}</p>`
    : nothing;
  return html`<section class="place stack">
    ${named ? html`<h3>${point.name}</h3>` : nothing}
    ${onDuty.map(duty => dutyBox(shown, duty, text.onDuty(portal.format.time(duty.end)), true))}
    ${later.map(duty => dutyBox(shown, duty, text.later(portal.format.time(duty.start), portal.format.time(duty.end)), false))}
    ${
      onDuty.length || later.length
        ? nothing
        : html`${anybody ? html`<p>${nobody(shown, { point, board })[0]}</p>` : nothing}${comes}`
    }
    ${has && (onDuty.length || later.length) ? html`<p class="sub">${text.equipment(has)}</p>` : nothing}
    <details>
      <summary>${text.week}</summary>
      ${week(shown, point)}
    </details>
  </section>`;
}

function dutyBox({ widget }: ViewContext, duty: Duty, when: string, now: boolean) {
  const { text } = widget;
  const { tasks, languages } = duty;
  return html`<div class="box ${now ? 'done' : ''}">
    <p class="title">${now ? icons.done : icons.going}<span class="number">${when}</span></p>
    ${whoLines(duty, widget)} ${tasks.length ? html`<p>${text.tasks(listOf(tasks, widget))}</p>` : nothing}
    ${languages.length ? html`<p>${text.languages(listOf(languages, widget))}</p>` : nothing}
  </div>`;
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
