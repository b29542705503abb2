import type { TemplateResult } from 'lit';
import {
  announcement,
  base,
  callStrip,
  focusOn,
  html,
  LitElement,
  nothing,
  PortalController,
  state,
  widgetShell,
} from '../../core/index.ts';
import { skeletonStyles } from '../shared/skeleton.styles.ts';
import { againAt } from './call-form.ts';
import { callView } from './call-view.ts';
import type { DeskTab } from './desk-queue.ts';
import { DeskState } from './desk-state.ts';
import { styles } from './notice-desk.styles.ts';
import { noticeTexts } from './notice-desk.texts.ts';
import { queueView } from './queue-view.ts';
import { signInView } from './sign-in-view.ts';

/**
 * The desk of a call team: who is to be called, who calls, what came of it. Officers sign in by a code of the officers'
 * site. Everything is in memory only, and wiped when nobody uses it.
 *
 * @summary For officers who call citizens that no message has reached.
 * @tag mc-notice-desk
 * @slot - Shown without JavaScript, when the widget cannot load, and before an officer has signed in.
 * @attr {boolean} no-title - Hides the widget's own title, for pages whose title says the same.
 * @csspart base - The inner root.
 * @csspart failure - The failure.
 * @csspart call - The button with a phone number.
 * @csspart notice - What the office says on the widget.
 */
export class NoticeDesk extends LitElement {
  static override styles = [base, skeletonStyles, styles];

  /** The code as typed. */
  @state() private code = '';
  /** The search as typed. */
  @state() private search = '';

  #widget = new PortalController(this, noticeTexts);
  #desk = new DeskState(this, this.#widget, () => {
    this.code = this.search = '';
  });

  override render(): TemplateResult {
    const { text } = this.#widget;
    const desk = this.#desk;
    const { session } = desk;
    return widgetShell(
      html`<div class="head">
          <h2 class="face-title" id="title" tabindex="-1">${text.title}</h2>
          ${
            session
              ? html`<button type="button" class="link" @click=${() => desk.wipe(text.left)}>${text.leave}</button>`
              : nothing
          }
        </div>
        ${session ? html`<p class="near sub">${text.signedIn(session.officer)} ${session.agency}</p>` : nothing}
        ${
          desk.isClosing
            ? html`<div class="line yours">
                <span>${text.closing}</span><button type="button" id="stay" @click=${desk.stay}>${text.stay}</button>
              </div>`
            : nothing
        }
        ${session ? (desk.call ? callView(this.#widget, desk, this.#record) : this.#queue()) : this.#signIn()}
        ${announcement(desk.spoken)}`,
      session ? nothing : callStrip(this.#widget),
    );
  }

  #signIn() {
    const { code } = this;
    return signInView({
      ...{ widget: this.#widget, desk: this.#desk, code },
      type: typed => (this.code = typed),
      submit: this.#submitCode,
    });
  }

  #queue() {
    return queueView({
      ...{ widget: this.#widget, desk: this.#desk, typed: this.search },
      type: typed => (this.search = typed),
      find: this.#search,
      show: this.#show,
      again: this.#again,
    });
  }

  #submitCode = (event: Event): void => {
    event.preventDefault();
    if (!this.#desk.signingIn.pending) void this.#enter();
  };

  async #enter(): Promise<void> {
    const desk = this.#desk;
    const { code } = this;
    desk.problem = '';
    if (code.replace(/\D/g, '').length !== 8) return desk.blame('code', this.#widget.text.missingCode);
    // Gone from the screen at once: it may be a television.
    this.code = '';
    const isUsed = await desk.signIn(code);
    if (!isUsed && !this.code) this.code = code;
  }

  #record = (event: Event): void => {
    event.preventDefault();
    const desk = this.#desk;
    const { outcome, again } = desk.form;
    if (desk.changing.pending || desk.isExpired) return;
    if (!outcome) return desk.blame('outcomes', this.#widget.text.missingOutcome);
    const isAgain = outcome === 'call-back' || outcome === 'no-answer';
    void desk.record(isAgain ? againAt(String(again), desk.queue.now) : undefined);
  };

  #search = (search: string): void => {
    this.search = search;
    void this.#desk.show(this.#desk.queue.tab, search.trim());
    // The button that shows all goes.
    if (!search) focusOn(this, 'search');
  };

  // The button goes.
  #again = (): void => {
    void this.#desk.queue.load();
    focusOn(this, 'title');
  };

  #show = (tab: DeskTab): void => {
    this.search = '';
    void this.#desk.show(tab);
  };
}
