import type { LitElement } from 'lit';
import {
  type Notice,
  noticeClaim,
  noticeList,
  type NoticeList,
  noticeRecord,
  noticeRelease,
  noticeReport,
  type NoticeReport,
  noticeSession,
  type NoticeSession,
} from '../../contract/notice.ts';
import type { Operation, Output } from '../../contract/operation.ts';
import type { Input } from '../../contract/requests/index.ts';
import { focusOn, Poll, type PortalController, RequestController } from '../../core/index.ts';
import type { Outcome } from '../../core/outcome.ts';
import { IdleTimer } from './idle-timer.ts';
import type { NoticeTexts } from './notice-desk.texts.ts';

/** A list of the desk, or the report. */
export type DeskTab = keyof NoticeTexts['tabs'];
export type CallOutcome = keyof NoticeTexts['outcomes'];

/** What is written down of a call. */
export interface CallForm {
  outcome: CallOutcome | '';
  again: keyof NoticeTexts['agains'];
  note: string;
}

const refreshMs = 30_000;
/** A claim lasts ten minutes; it is prolonged so often while somebody types. */
const prolongMs = 120_000;

/** A form that nothing was written into. */
export const emptyForm: CallForm = { outcome: '', again: 120, note: '' };

/**
 * What an officer does at the desk. Everything is in memory only: the session, numbers and what is typed are gone with
 * the page, when nobody uses the desk, and when the officer leaves.
 */
export class DeskState {
  session: NoticeSession | undefined;
  tab: DeskTab = 'open';
  search = '';
  list: NoticeList | undefined;
  report: NoticeReport | undefined;
  /** The call that the officer has claimed, with its number. */
  call: Notice | undefined;
  /** The claim has run out. */
  isExpired = false;
  form: CallForm = emptyForm;
  /** The last refresh failed. */
  isStale = false;
  /** What happened to what was tried; also announced. */
  message = '';

  readonly signingIn: RequestController<NoticeSession>;
  readonly loading: RequestController<NoticeList | NoticeReport>;
  readonly changing: RequestController<Notice>;
  readonly #host: LitElement;
  readonly #widget: PortalController<NoticeTexts>;
  readonly #idle: IdleTimer;
  readonly #poll: Poll;
  #attempt = '';
  #prolongedAt = 0;

  constructor(host: LitElement, widget: PortalController<NoticeTexts>) {
    this.#host = host;
    this.#widget = widget;
    this.signingIn = new RequestController(host);
    this.loading = new RequestController(host);
    this.changing = new RequestController(host, true);
    this.#idle = new IdleTimer(host, () => this.wipe(this.#text.idle(this.session?.idleMinutes ?? 0)));
    this.#poll = new Poll(host, () => void this.#refresh(), refreshMs);
  }

  get #text(): NoticeTexts {
    return this.#widget.text;
  }

  async signIn(code: string): Promise<void> {
    const outcome = await this.signingIn.run(signal => this.#widget.call(noticeSession, { code }, signal));
    if (outcome.kind !== 'answered') return;
    this.session = outcome.value;
    this.#idle.start(outcome.value.idleMinutes);
    this.#poll.start();
    this.#say('');
    await this.load();
    focusOn(this.#host, 'title');
  }

  /** Forgets everything. */
  wipe(message: string): void {
    const { call } = this;
    if (call?.claimedBy?.isMe && this.session) void this.#call(noticeRelease, { id: call.id });
    this.#idle.stop();
    this.#poll.stop();
    this.session = this.list = this.report = this.call = undefined;
    this.search = '';
    this.form = emptyForm;
    this.tab = 'open';
    this.isExpired = this.isStale = false;
    for (const request of [this.signingIn, this.loading, this.changing]) request.clear();
    this.#say(message);
    focusOn(this.#host, 'title');
  }

  async show(tab: DeskTab): Promise<void> {
    this.tab = tab;
    this.search = '';
    this.#say('');
    await this.load();
  }

  load = async (): Promise<void> => {
    const { tab, search } = this;
    const outcome = await this.loading.run(async (): Promise<Outcome<NoticeList | NoticeReport>> =>
      tab === 'report' ? this.#call(noticeReport, {}) : this.#call(noticeList, { tab, ...(search && { search }) }),
    );
    if (outcome.kind !== 'answered' || tab !== this.tab) return;
    this.isStale = false;
    if ('notices' in outcome.value) this.list = outcome.value;
    else this.report = outcome.value;
    this.#host.requestUpdate();
  };

  async claim({ id }: Pick<Notice, 'id'>): Promise<void> {
    const isAgain = this.call?.id === id;
    const outcome = await this.changing.run(() => this.#call(noticeClaim, { id }));
    if (outcome.kind === 'answered') {
      this.call = outcome.value;
      this.isExpired = false;
      this.#prolongedAt = Date.now();
      if (!isAgain) {
        this.form = emptyForm;
        this.#attempt = newAttempt();
      }
      this.#say('');
      focusOn(this.#host, 'call');
      return;
    }
    if (outcome.kind !== 'refused') return;
    if (outcome.slug === 'already-claimed') this.#lose(this.#text.lost(outcome.problem.detail ?? ''));
    if (outcome.slug === 'notice-not-found') this.#lose(this.#text.gone);
  }

  async release(): Promise<void> {
    const { call } = this;
    if (!call) return;
    const outcome = await this.changing.run(() => this.#call(noticeRelease, { id: call.id }));
    const isGone = outcome.kind === 'refused' && /^not(?:-claimed|ice-not-found)$/.test(outcome.slug);
    if (outcome.kind === 'answered' || isGone) this.#lose(this.#text.released);
  }

  async record(callAt: string | undefined): Promise<void> {
    const { call, form } = this;
    if (!call || !form.outcome) return;
    const { outcome: what, note } = form;
    const outcome = await this.changing.run(() =>
      this.#call(noticeRecord, {
        ...{ id: call.id, attempt: this.#attempt, outcome: what as CallOutcome },
        ...(note.trim() && { note: note.trim() }),
        ...(callAt && { callAt }),
      }),
    );
    if (outcome.kind === 'answered') this.#lose(this.#text.recorded);
    if (outcome.kind !== 'refused') return;
    if (outcome.slug === 'not-claimed') {
      this.isExpired = true;
      this.changing.clear();
      this.#say(this.#text.expired);
    }
    if (outcome.slug === 'notice-not-found') this.#lose(this.#text.gone);
  }

  /** What is typed is a sign of life: it prolongs the claim. */
  change(part: Partial<CallForm>): void {
    this.form = { ...this.form, ...part };
    this.#host.requestUpdate();
    const { call } = this;
    if (!call || this.isExpired || Date.now() - this.#prolongedAt < prolongMs) return;
    this.#prolongedAt = Date.now();
    void this.#call(noticeClaim, { id: call.id }).then(outcome => {
      if (outcome.kind === 'answered' && this.call?.id === call.id) this.call = outcome.value;
      this.#host.requestUpdate();
    });
  }

  /** The call is over for this officer. */
  #lose(message: string): void {
    this.call = undefined;
    this.form = emptyForm;
    this.changing.clear();
    this.#say(message);
    void this.load();
    focusOn(this.#host, 'title');
  }

  /** The list changes by itself; no use of the session. */
  async #refresh(): Promise<void> {
    const { session, tab, search } = this;
    if (!session || tab === 'report' || this.loading.pending) return;
    const outcome = await this.#call(noticeList, { tab, ...(search && { search }), background: true });
    if (session !== this.session || tab !== this.tab || search !== this.search) return;
    this.isStale = outcome.kind !== 'answered';
    if (outcome.kind === 'answered') this.list = outcome.value;
    this.#host.requestUpdate();
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
    this.#host.requestUpdate();
  }
}

/** Names a call, so that a repeated request records it once. */
const newAttempt = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');
