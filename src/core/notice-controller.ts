import type { LitElement, ReactiveController } from 'lit';
import { capabilitiesRead, type Capabilities, type WidgetNotice } from '../contract/capabilities.ts';
import { Poll } from './poll.ts';
import type { Portal } from './portal.ts';

/** Half of what answers are cached for: what the office says is there within a minute. */
const everyMs = 30_000;
/** Widgets that read no capabilities ask soon after what they show. */
const firstMs = 1500;

/** Undefined where the sources run as they are, in tests. */
declare const MOTCUA_VERSION: string;
const version = typeof MOTCUA_VERSION === 'string' ? MOTCUA_VERSION : '';

/** The last answer of each client: all widgets of a page share one question. */
const answers = new WeakMap<object, { agency: string; at: number; value: Promise<Capabilities | undefined> }>();
/** Less than the time between two questions of one widget. */
const sharedMs = everyMs - 2000;

/** Asks what the office says on a widget while the page is visible. Upstream systems behind a map are not asked. */
export class NoticeController implements ReactiveController {
  value: WidgetNotice | undefined;

  readonly #host: LitElement;
  readonly #portal: () => Portal;

  constructor(host: LitElement, portal: () => Portal) {
    this.#host = host;
    this.#portal = portal;
    new Poll(host, () => void this.#ask(), everyMs).start();
    host.addController(this);
  }

  hostConnected(): void {
    setTimeout(() => this.#host.isConnected && void this.#ask(), firstMs);
  }

  /** Takes what a widget has read of the capabilities anyway. */
  take(capabilities: Capabilities): void {
    const { client, settings } = this.#portal();
    answers.set(client, { agency: settings.agency, at: Date.now(), value: Promise.resolve(capabilities) });
    this.#show(capabilities);
  }

  #show({ widgets }: Capabilities): void {
    const tag = this.#host.localName;
    const said = widgets?.filter(each => each.tag === tag || each.tag === '*') ?? [];
    const old = this.value?.state;
    this.value = said.find(({ state }) => state === 'paused') ?? said.find(each => each.tag === tag) ?? said[0];
    this.#host.requestUpdate();
    if (this.value?.state === 'paused' && old !== 'paused') void this.#host.updateComplete.then(() => this.#stop());
  }

  /** Nothing hidden plays on, and the focus goes from what is hidden to the reason. */
  #stop(): void {
    const root = this.#host.shadowRoot!;
    for (const video of root.querySelectorAll('video')) video.pause();
    if (root.activeElement?.closest('.stack')) root.querySelector<HTMLElement>('[part=notice]')?.focus();
  }

  async #ask(): Promise<void> {
    const portal = this.#portal();
    const { client, settings } = portal;
    if (!client.api || settings.map) return;
    const { agency } = settings;
    const now = Date.now();
    let shared = answers.get(client);
    if (shared?.agency !== agency || now - shared.at > sharedMs) {
      // Another address each minute, so that no cache on the way keeps an answer longer.
      const minute = String(Math.floor(now / 60_000));
      const value = portal
        .call(capabilitiesRead, { minute, ...(version && { version }) })
        .then(outcome => (outcome.kind === 'answered' ? outcome.value : undefined));
      answers.set(client, (shared = { agency, at: now, value }));
    }
    const answer = await shared.value;
    // The citizen may have chosen another agency meanwhile.
    if (answer && this.#portal().settings.agency === agency) this.#show(answer);
  }
}
