import type { Duty } from '../../contract/duty.ts';
import { html, nothing } from '../../core/index.ts';
import { minuteOf } from '../../domain/calendar.ts';
import { reaches, sessionAt } from './roster-state.ts';
import { old } from './duty-view.ts';
import {
  placeStates,
  equipmentOf,
  hoursOf,
  listOf,
  nobody,
  sessionSentence,
  shortDay,
  staleNote,
  whoLines,
  whoOf,
  type ViewContext,
} from './format.ts';

/** Places and duties that can be read from the last row. */
const most = 2;
const mostTurns = 4;

/** The hall screen: who is on duty, who comes next, the time. Not interactive. */
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
  const placeOf = ({ place }: Duty) => roster.points.find(({ id }) => id === place)?.name;
  // Shifted every minute against burn-in.
  return html`<div class="tv shift-${minuteOf(now) % 4} ${here.length > 1 ? 'many' : ''}">
    <header>
      <h2>${text.title}</h2>
      <p class="clock number"><strong>${format.time(iso)}</strong> ${format.day(iso)}</p>
    </header>
    ${
      reaches(roster, now)
        ? html`<div class="columns">
              <div class="here">
                ${
                  here.length
                    ? here.map(
                        ({ point, board }) =>
                          html`<section>
                            ${many ? html`<h3>${point.name}</h3>` : nothing}
                            ${board.onDuty.map(
                              duty =>
                                html`${whoLines(duty, widget)}
                                  <p class="number">${text.onDuty(format.time(duty.end))}</p>
                                  ${duty.tasks.length ? html`<p>${text.tasks(listOf(duty.tasks, widget))}</p>` : nothing}
                                  ${duty.languages.length ? html`<p>${text.languages(listOf(duty.languages, widget))}</p>` : nothing}`,
                            )}
                            ${equipmentOf(point, widget) ? html`<p class="sub">${text.equipment(equipmentOf(point, widget))}</p>` : nothing}
                          </section>`,
                      )
                    : html`<p class="who">${why}</p>
                        <p class="instead">${instead}</p>`
                }
              </div>
              <div class="after">
                <h3>${text.after}</h3>
                ${turns.map(
                  duty =>
                    html`<p>
                      <span class="sub number">${shortDay(duty.start, shown)}, ${hoursOf(duty, widget)}</span>
                      ${whoOf(duty, widget)} ${many ? html`<span class="sub">${placeOf(duty)}</span>` : nothing}
                    </p>`,
                )}
                ${turns.length ? nothing : html`<p>${text.none}</p>`}
              </div>
            </div>
            ${session ? html`<p class="session">${sessionSentence(shown, session)}</p>` : nothing} ${staleNote(shown)}`
        : old(shown)
    }
  </div>`;
}
