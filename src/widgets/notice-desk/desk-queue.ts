import type { LitElement } from 'lit';
import type { Notice, NoticeList, NoticeReport } from '../../contract/notice.ts';
import type { noticeList } from '../../contract/notice.ts';
import type { Input } from '../../contract/requests/index.ts';
import { Poll, type PortalController, RequestController } from '../../core/index.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { NoticeTexts } from './notice-desk.texts.ts';

/** A list of the desk, or the report. */
export type DeskTab = keyof NoticeTexts['tabs'];

const refreshMs = 30_000;

interface Callbacks {
  list(input: Omit<Input<typeof noticeList>, 'agency' | 'session'>): Promise<Outcome<NoticeList>>;
  report(): Promise<Outcome<NoticeReport>>;
  /** Announces what is on screen. */
  tell(text: string): void;
  fail(failure: Outcome<unknown>): void;
}

/** The lists of calls, which change by themselves, and the report of the day. */
export class DeskQueue {
  tab: DeskTab = 'open';
  search = '';
  list: NoticeList | undefined;
  report: NoticeReport | undefined;
  /** The last refresh failed. */
  isStale = false;

  readonly loading: RequestController<NoticeList | NoticeReport>;
  readonly #host: LitElement;
  readonly #widget: PortalController<NoticeTexts>;
  readonly #callbacks: Callbacks;
  readonly #poll: Poll;
  /** What the list shows, and the device's clock when it came. */
  #shown = { tab: '', search: '', at: 0 };

  constructor(host: LitElement, widget: PortalController<NoticeTexts>, callbacks: Callbacks) {
    this.#host = host;
    this.#widget = widget;
    this.#callbacks = callbacks;
    this.loading = new RequestController(host);
    this.#poll = new Poll(host, () => void this.#refresh(), refreshMs);
  }

  /** The calls of the tab and the search; undefined until they are there. */
  get notices(): readonly Notice[] | undefined {
    const { tab, search } = this.#shown;
    return tab === this.tab && search === this.search ? this.list?.notices : undefined;
  }

  /** The server's clock. */
  get now(): Date {
    return this.list ? new Date(Date.parse(this.list.now) + Date.now() - this.#shown.at) : new Date();
  }

  async start(): Promise<void> {
    this.#poll.start();
    await this.load();
  }

  wipe(): void {
    this.#poll.stop();
    this.loading.clear();
    this.list = this.report = undefined;
    this.tab = 'open';
    this.search = '';
    this.isStale = false;
  }

  async show(tab: DeskTab, search: string): Promise<void> {
    this.tab = tab;
    this.search = search;
    await this.load();
    const { text } = this.#widget;
    const { notices } = this;
    if (search && notices) this.#callbacks.tell(notices.length ? text.found(notices.length) : text.noneFound);
  }

  load = async (): Promise<void> => {
    const { tab, search } = this;
    const outcome = await this.loading.run(async (): Promise<Outcome<NoticeList | NoticeReport>> =>
      tab === 'report' ? this.#callbacks.report() : this.#callbacks.list({ tab, ...(search && { search }) }),
    );
    if (tab !== this.tab || search !== this.search) return;
    if (outcome.kind !== 'answered') return this.#callbacks.fail(outcome);
    this.isStale = false;
    if ('notices' in outcome.value) this.#take(outcome.value);
    else this.report = outcome.value;
    this.#host.requestUpdate();
  };

  /** No use of the session. */
  async #refresh(): Promise<void> {
    const { tab, search } = this;
    if (tab === 'report' || this.loading.pending) return;
    const outcome = await this.#callbacks.list({ tab, ...(search && { search }), background: true });
    if (!this.list || tab !== this.tab || search !== this.search) return;
    this.isStale = outcome.kind !== 'answered';
    if (outcome.kind === 'answered') this.#take(outcome.value);
    this.#host.requestUpdate();
  }

  #take(list: NoticeList): void {
    this.list = list;
    this.#shown = { tab: this.tab, search: this.search, at: Date.now() };
  }
}
