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
import { againAt, callView } from './call-view.ts';
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
 */
export class NoticeDesk extends LitElement {
  static override styles = [base, skeletonStyles, styles];

  /** The code as typed. */
  @state() private code = '';
  /** What is wrong with the form on screen. */
  @state() private problem = '';
  /** The search as typed. */
  @state() private search = '';

  #widget = new PortalController(this, noticeTexts);
  #desk = new DeskState(this, this.#widget);

  override render(): TemplateResult {
    const { text } = this.#widget;
    const desk = this.#desk;
    const { session } = desk;
    return widgetShell(
      html`<div class="head">
          <h2 class="face-title" id="title" tabindex="-1">${text.title}</h2>
          ${
            session
              ? html`<button type="button" class="link" @click=${() => this.#leave()}>${text.leave}</button>`
              : nothing
          }
        </div>
        ${session ? html`<p class="near sub">${text.signedIn(session.officer)} ${session.agency}</p>` : nothing}
        ${session ? (desk.call ? callView(this.#widget, desk, this.problem, this.#record) : this.#queue()) : this.#signIn()}
        ${announcement(desk.message)}`,
      session ? nothing : callStrip(this.#widget),
    );
  }

  #signIn() {
    const { code, problem } = this;
    return signInView({
      ...{ widget: this.#widget, desk: this.#desk, code, problem },
      type: typed => (this.code = typed),
      submit: this.#submitCode,
    });
  }

  #queue() {
    return queueView({
      ...{ widget: this.#widget, desk: this.#desk, typed: this.search },
      type: typed => (this.search = typed),
    });
  }

  #submitCode = (event: Event): void => {
    event.preventDefault();
    const desk = this.#desk;
    if (desk.signingIn.pending) return;
    this.problem = this.code.replace(/\D/g, '').length === 8 ? '' : this.#widget.text.missingCode;
    if (this.problem) return focusOn(this, 'code');
    const { code } = this;
    // Gone from the screen at once: it may be a television.
    this.code = '';
    void desk.signIn(code);
  };

  #record = (event: Event): void => {
    event.preventDefault();
    const desk = this.#desk;
    const { outcome, again } = desk.form;
    if (desk.changing.pending || desk.isExpired) return;
    this.problem = outcome ? '' : this.#widget.text.missingOutcome;
    if (!outcome) return focusOn(this, 'outcomes');
    const isAgain = outcome === 'call-back' || outcome === 'no-answer';
    void desk.record(isAgain ? againAt(String(again), desk.list?.now ?? new Date().toISOString()) : undefined);
  };

  #leave(): void {
    this.search = this.problem = this.code = '';
    this.#desk.wipe(this.#widget.text.left);
  }
}
