import type { TemplateResult } from 'lit';
import { dutyList } from '../../contract/duty.ts';
import {
  announcement,
  RequestController,
  base,
  callStrip,
  failureBox,
  focusOn,
  widgetShell,
  html,
  LitElement,
  nothing,
  Poll,
  PortalController,
  property,
  state,
} from '../../core/index.ts';
import type { Client } from '../../core/client.ts';
import { LazyView } from '../shared/lazy-view.ts';
import { skeletonStyles } from '../shared/skeleton.styles.ts';
import { placeStateAt, reaches, type Roster } from './roster-state.ts';
import { Clock } from './clock.ts';
import { dutyView } from './duty-view.ts';
import type { ScreenModule } from './lazy.ts';
import { styles } from './duty-roster.styles.ts';
import { dutyTexts } from './duty-roster.texts.ts';
import { pointsView } from './points-view.ts';
import { whoOf } from './format.ts';

/**
 * Shows who is on duty today and this week, and the support points. Without network it goes on for as long as the loaded
 * plan reaches.
 *
 * @summary Shows who is on duty, on phones, pages and hall screens.
 * @tag mc-duty-roster
 * @slot - Shown without JavaScript and when the widget cannot load.
 * @attr {boolean} no-title - Hides the widget's own title, for pages whose title says the same.
 * @csspart base - The inner root.
 * @csspart failure - The failure.
 * @csspart call - The button with the desk's phone number.
 * @csspart notice - What the office says on the widget.
 */
export class DutyRoster extends LitElement {
  static override styles = [base, skeletonStyles, styles];

  /** Only this place. */
  @property() place = '';

  /** `duty`: who is on duty; `points`: the places with help. */
  @property() view: 'duty' | 'points' = 'duty';

  /** `tv`: large, for a hall screen without touch. */
  @property() layout: '' | 'tv' = '';

  @state() private roster: Roster | undefined;
  /** The last refresh failed. */
  @state() private stale = false;
  /** The equipment that is searched for. */
  @state() private need = '';

  #widget = new PortalController(this, dutyTexts);
  #client: Client | undefined;
  #request = new RequestController<Roster>(this);
  #clock = new Clock(this);
  #poll = new Poll(this, () => void this.#load());
  #screen = new LazyView(this, this.#widget, 'screen', (screen: ScreenModule) => screen.tvView);
  #polls = false;
  #spoken = '';
  /** The teams announced last. */
  #announced: string | undefined;

  protected override willUpdate(changed: Map<string, unknown>): void {
    const { client } = this.#widget.portal;
    const anew = client !== this.#client && client.api;
    this.#client = client;
    if (this.roster) this.#announce(this.roster);
    if (!client.api || !(anew || (this.hasUpdated && changed.has('place')))) return;
    this.roster = undefined;
    this.#announced = undefined;
    void this.#load();
  }

  override render(): TemplateResult {
    return widgetShell(
      html`${this.#view()} ${announcement(this.#spoken)}`,
      this.layout === 'tv' || (this.roster && this.view === 'duty' && reaches(this.roster, this.#clock.now))
        ? nothing // The hall screen has no touch, and the header of the duties has the number.
        : callStrip(this.#widget),
      this.#widget,
    );
  }

  #view() {
    const { text, core } = this.#widget;
    const { failure, slow } = this.#request;
    const { roster } = this;
    if (roster) {
      const board = { widget: this.#widget, roster, now: this.#clock.now, stale: this.stale };
      if (this.layout === 'tv') return this.#screen.value?.(board) ?? this.#screen.pending(this.#load);
      return this.view === 'points'
        ? pointsView({ ...board, need: this.need, choose: need => (this.need = need), back: this.#show('duty') })
        : dutyView({ ...board, points: this.#show('points') });
    }
    if (failure?.kind === 'refused' && failure.slug === 'not-offered')
      return html`<h2 class="face-title">${text.title}</h2>
        <p>${core.notOffered}</p>`;
    if (failure)
      return html`<h2 class="face-title">${text.title}</h2>
        ${failureBox(this.#widget, failure, this.#load)}<slot></slot>`;
    return html`<h2 class="face-title">${text.title}</h2>
      <div class="skeleton"></div>
      ${slow ? html`<p class="hint">${core.slow}</p>` : nothing}`;
  }

  #show = (view: DutyRoster['view']) => () => {
    this.view = view;
    focusOn(this, 'title');
  };

  #load = async (): Promise<void> => {
    const { place } = this;
    if (this.layout === 'tv') void this.#screen.load();
    const outcome = await this.#request.run(signal => this.#widget.call(dutyList, { ...(place && { place }) }, signal));
    if (outcome.kind === 'cancelled') {
      // Disconnected while pending: loaded again when connected.
      if (!this.isConnected) this.#client = undefined;
      return;
    }
    this.stale = outcome.kind !== 'answered';
    if (outcome.kind === 'answered') {
      this.#clock.set(outcome.value.now);
      this.roster = outcome.value;
    }
    // The TV layout polls every minute, others at growing intervals.
    if (this.layout === 'tv' || !this.#polls) this.#poll.start();
    this.#polls = true;
  };

  /** Announces changes of duty. */
  #announce(roster: Roster): void {
    const { now } = this.#clock;
    const names = roster.points
      .flatMap(({ id }) => placeStateAt(roster, id, now).onDuty)
      .map(duty => whoOf(duty, this.#widget))
      .join('; ');
    if (this.#announced !== undefined && this.#announced !== names) this.#spoken = names || this.#widget.text.nobodyNow;
    this.#announced = names;
  }
}
