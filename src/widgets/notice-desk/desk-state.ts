import type { LitElement } from 'lit';
import {
  type Notice,
  noticeClaim,
  noticeList,
  noticeRecord,
  noticeRelease,
  noticeReport,
  noticeSession,
  type NoticeSession,
} from '../../contract/notice.ts';
import type { Operation, Output } from '../../contract/operation.ts';
import type { Input } from '../../contract/requests/index.ts';
import { focusOn, type PortalController, RequestController } from '../../core/index.ts';
import type { Outcome } from '../../core/outcome.ts';
import { shownFailure } from '../shared/shown-failure.ts';
import { type CallForm, type CallOutcome, emptyForm, newAttempt } from './call-form.ts';
import { DeskQueue, type DeskTab } from './desk-queue.ts';
import { IdleTimer } from './idle-timer.ts';
import type { NoticeTexts } from './notice-desk.texts.ts';

/** A claim lasts ten minutes; it is prolonged so often while somebody types. */
const prolongMs = 120_000;

/**
 * What an officer does at the desk. Everything is in memory only: the session, numbers and what is typed are gone with
 * the page, when nobody uses the desk, and when the officer leaves.
 */
export class DeskState {
  session: NoticeSession | undefined;
  /** The call that the officer has claimed, with its number. */
  call: Notice | undefined;
  /** The claim has run out. */
  isExpired = false;
  form: CallForm = emptyForm;
  /** What is wrong with the form on screen. */
  problem = '';
  /** The desk closes itself within the minute. */
  isClosing = false;
  /** What happened to what was tried; also announced. */
  message = '';
  /** Announced only: it is on screen in another form. */
  spoken = '';

  readonly queue: DeskQueue;
  readonly signingIn: RequestController<NoticeSession>;
  readonly changing: RequestController<Notice>;
  readonly #host: LitElement;
  readonly #widget: PortalController<NoticeTexts>;
  readonly #onWipe: () => void;
  readonly #idle: IdleTimer;
  #attempt = '';
  /** Whether the server may know of the attempt. */
  #isTried = false;
  #prolongedAt = 0;
  /** @param onWipe forgets what is typed elsewhere */
  constructor(host: LitElement, widget: PortalController<NoticeTexts>, onWipe: () => void) {
    this.#host = host;
    this.#widget = widget;
    this.#onWipe = onWipe;
    this.signingIn = new RequestController(host);
    this.changing = new RequestController(host, true);
    this.#idle = new IdleTimer(host, {
      end: () => this.wipe(this.#text.idle(this.session?.idleMinutes ?? 0)),
      warn: isClosing => {
        // The focus is not lost with the button.
        if (!isClosing && host.shadowRoot?.activeElement?.id === 'stay') focusOn(host, this.call ? 'call' : 'title');
        this.isClosing = isClosing;
        this.#tell(isClosing ? this.#text.closing : '');
      },
    });
    this.queue = new DeskQueue(host, widget, {
      list: input => this.#call(noticeList, input),
      report: () => this.#call(noticeReport, {}),
      tell: text => this.#tell(text),
      fail: failure => this.#fail(failure),
    });
  }

  get #text(): NoticeTexts {
    return this.#widget.text;
  }

  /** @returns whether the code was used: it may be tried again otherwise */
  async signIn(code: string): Promise<boolean> {
    const outcome = await this.signingIn.run(signal => this.#widget.call(noticeSession, { code }, signal));
    if (outcome.kind !== 'answered') {
      this.#fail(outcome);
      focusOn(this.#host, 'code');
      return outcome.kind === 'refused' && outcome.slug !== 'too-many-requests';
    }
    this.session = outcome.value;
    this.#idle.start(outcome.value.idleMinutes);
    this.#say('');
    await this.queue.start();
    focusOn(this.#host, 'title');
    return true;
  }

  /** Forgets everything. */
  wipe(message: string): void {
    const { call } = this;
    // A record that is on its way gives the call back, too.
    if (call?.claimedBy?.isMe && this.session && !this.changing.pending)
      void this.#call(noticeRelease, { id: call.id });
    this.#idle.stop();
    this.queue.wipe();
    this.session = this.call = undefined;
    this.problem = '';
    this.form = emptyForm;
    this.isExpired = this.isClosing = false;
    this.signingIn.clear();
    this.changing.clear();
    this.#onWipe();
    this.#say(message);
    // Whoever works elsewhere in the page goes on there.
    if (this.#host.shadowRoot?.activeElement) focusOn(this.#host, 'title');
  }

  /** Goes on, though the desk was about to close itself. */
  stay = (): void => this.#idle.stay();

  /** Another list, or what is searched for in it. */
  async show(tab: DeskTab, search = ''): Promise<void> {
    this.#say('');
    await this.queue.show(tab, search);
  }

  async claim({ id }: Pick<Notice, 'id'>): Promise<void> {
    if (this.changing.pending) return;
    const isAgain = this.call?.id === id;
    const outcome = await this.changing.run(() => this.#call(noticeClaim, { id }));
    if (outcome.kind === 'answered') {
      this.call = outcome.value;
      this.isExpired = false;
      this.#prolongedAt = Date.now();
      if (!isAgain) {
        this.form = emptyForm;
        this.problem = '';
        this.#attempt = newAttempt();
      }
      this.#say('');
      return focusOn(this.#host, 'call');
    }
    const slug = outcome.kind === 'refused' ? outcome.slug : '';
    const detail = outcome.kind === 'refused' ? (outcome.problem.detail ?? '') : '';
    const lost =
      slug === 'already-claimed' ? this.#text.lost(detail) : slug === 'notice-not-found' ? this.#text.gone : '';
    if (!lost) return this.#fail(outcome);
    this.changing.clear();
    // What was written down of the call stays to be read.
    if (isAgain) this.#say(lost);
    else this.#close(lost);
  }

  async release(): Promise<void> {
    const { call } = this;
    if (!call || this.changing.pending) return;
    if (this.isExpired) return this.#close('');
    const outcome = await this.changing.run(() => this.#call(noticeRelease, { id: call.id }));
    const isGone = outcome.kind === 'refused' && /^not(?:-claimed|ice-not-found)$/.test(outcome.slug);
    if (outcome.kind === 'answered' || isGone) this.#close(this.#text.released);
    else this.#fail(outcome);
  }

  async record(callAt: string | undefined): Promise<void> {
    const { call, form } = this;
    if (!call || !form.outcome || this.changing.pending) return;
    const { outcome: what, note } = form;
    this.#isTried = true;
    const outcome = await this.changing.run(() =>
      this.#call(noticeRecord, {
        ...{ id: call.id, attempt: this.#attempt, outcome: what as CallOutcome },
        ...(note.trim() && { note: note.trim() }),
        ...(callAt && { callAt }),
      }),
    );
    if (outcome.kind === 'answered') return this.#close(this.#text.recorded);
    const slug = outcome.kind === 'refused' ? outcome.slug : '';
    if (slug !== 'not-claimed' && slug !== 'notice-not-found') return this.#fail(outcome);
    this.isExpired = true;
    this.changing.clear();
    this.#say(slug === 'not-claimed' ? this.#text.expired : this.#text.gone);
  }

  /** What is typed is a sign of life: it prolongs the claim. */
  change(part: Partial<CallForm>): void {
    this.form = { ...this.form, ...part };
    // Another record than the one that may have arrived.
    if (this.#isTried) this.#attempt = newAttempt();
    this.#isTried = false;
    if (part.outcome) this.problem = '';
    this.#host.requestUpdate();
    const { call } = this;
    if (!call || this.isExpired || Date.now() - this.#prolongedAt < prolongMs) return;
    this.#prolongedAt = Date.now();
    void this.#call(noticeClaim, { id: call.id }).then(outcome => {
      if (outcome.kind === 'answered' && this.call?.id === call.id) this.call = outcome.value;
      this.#host.requestUpdate();
    });
  }

  /** Points out what is wrong at a field. */
  blame(field: string, problem: string): void {
    this.problem = problem;
    this.#tell(problem);
    focusOn(this.#host, field);
  }

  /** The call is over for this officer. */
  #close(message: string): void {
    this.call = undefined;
    this.isExpired = false;
    this.form = emptyForm;
    this.problem = '';
    this.changing.clear();
    this.#say(message);
    void this.queue.load();
    focusOn(this.#host, 'title');
  }

  /** Calls with the session; one that has ended wipes the desk. */
  async #call<O extends Operation>(
    operation: O,
    input: Omit<Input<O>, 'agency' | 'session'>,
  ): Promise<Outcome<Output<O>>> {
    const session = this.session?.session ?? '';
    const outcome = await this.#widget.call(operation, { ...input, session } as unknown as Omit<Input<O>, 'agency'>);
    if (outcome.kind === 'refused' && outcome.slug === 'not-signed-in' && this.session?.session === session) {
      this.session = undefined;
      this.wipe(this.#text.ended);
    }
    return outcome;
  }

  #say(text: string): void {
    this.message = text;
    this.#tell(text);
  }

  #tell(text: string): void {
    this.spoken = text;
    this.#host.requestUpdate();
  }

  /** The failure is on screen: it is announced as well. */
  #fail({ kind }: Outcome<unknown>): void {
    if (kind === 'cancelled') return;
    void shownFailure(this.#host).then(text => {
      if (text) this.#tell(text);
    });
  }
}
