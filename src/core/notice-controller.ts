import type { LitElement, ReactiveController } from 'lit';
import { capabilitiesRead, type Capabilities, type WidgetNotice } from '../contract/capabilities.ts';
import { Poll } from './poll.ts';
import type { Portal } from './portal.ts';

/** Half of what answers are cached for: what the office says is there within a minute. */
const everyMs = 30_000;
const minuteMs = 60_000;
/** Widgets that read no capabilities ask soon after what they show. */
const firstMs = 1500;

/** Undefined where the sources run as they are, in tests. */
declare const MOTCUA_VERSION: string;
const version = typeof MOTCUA_VERSION === 'string' ? MOTCUA_VERSION : '';

/**
 * Asks what the office says on a widget, once a minute while the page is visible. All widgets of a page ask for the same
 * address in a minute, so that the browser asks once. Upstream systems behind a map are not asked.
 */
export class NoticeController implements ReactiveController {
  value: WidgetNotice | undefined;

  readonly #host: LitElement;
  readonly #portal: () => Portal;
  #isTold = false;

  constructor(host: LitElement, portal: () => Portal) {
    this.#host = host;
    this.#portal = portal;
    new Poll(host, () => void this.#ask(), everyMs).start();
    host.addController(this);
  }

  hostConnected(): void {
    setTimeout(() => {
      if (!this.#isTold && this.#host.isConnected) void this.#ask();
    }, firstMs);
  }

  /** Takes what a widget has read of the capabilities anyway. */
  take({ widgets }: Capabilities): void {
    this.#isTold = true;
    const tag = this.#host.localName;
    const said = widgets?.filter(each => each.tag === tag || each.tag === '*') ?? [];
    const own = said.find(({ state }) => state === 'paused') ?? said.find(each => each.tag === tag) ?? said[0];
    this.value = own && !(own.until && Date.parse(own.until) < Date.now()) ? own : undefined;
    this.#host.requestUpdate();
  }

  async #ask(): Promise<void> {
    const portal = this.#portal();
    const { client, settings } = portal;
    if (!client.api || settings.map) return;
    const minute = String(Math.floor(Date.now() / minuteMs));
    const outcome = await portal.call(capabilitiesRead, { minute, ...(version && { version }) });
    if (outcome.kind === 'answered') this.take(outcome.value);
  }
}
