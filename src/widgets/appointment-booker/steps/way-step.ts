import { html, icon, nothing } from '../../../core/index.ts';
import { deskIcon, homeIcon, peopleIcon } from '../../shared/icons.ts';
import type { BookerFlow } from '../state/booker-flow.ts';
import type { Mode } from '../state/selection.ts';

const symbols: Record<Mode, string> = { time: deskIcon, session: peopleIcon, home: homeIcon };

/** How the citizen wants to be served, where a service has several ways; each with its first free time. */
export function wayStep(flow: BookerFlow) {
  const { selection, widget } = flow;
  const { text, portal } = widget;
  const { format } = portal;
  const { sessions } = selection;
  const hints: Record<Mode, string> = { time: text.timeHint, session: sessions.sentence, home: text.homeHint };
  const firstTime = selection.firstTime;
  const firstSession = sessions.earliest;
  const earliest: Record<Mode, string> = {
    time: firstTime ? format.moment(firstTime) : '',
    session: sessions.mode === 'session' ? firstSession : '',
    home: sessions.mode === 'home' ? firstSession : '',
  };
  return html`<ul class="ways">
    ${selection.ways.map(
      way =>
        html`<li>
          <button type="button" class="row tiled" @click=${() => void flow.chooseMode(way)}>
            <span class="tile">${icon(symbols[way])}</span>
            <span
              ><span class="name">${text.otherWays[way]}</span><span class="sub">${hints[way]}</span>${
                earliest[way] ? html`<span class="soonest number">${text.earliest(earliest[way])}</span>` : nothing
              }</span
            >
          </button>
        </li>`,
    )}
  </ul>`;
}
