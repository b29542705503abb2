import type { LitElement } from 'lit';
import { guideCount, type Guide } from '../../contract/guide.ts';
import type { PortalController } from '../../core/index.ts';
import type { GuideTexts } from './guide-player.texts.ts';
import { WatchCounter } from './watch-counter.ts';

/**
 * Tells a backend that counts how a guide was watched: when it ends, is left, or the page is hidden. Lost counts are
 * lost; the citizen notices nothing.
 */
export class WatchReporter {
  readonly #counter = new WatchCounter();
  readonly #widget: PortalController<GuideTexts>;
  #guide = '';

  constructor(host: LitElement, widget: PortalController<GuideTexts>) {
    this.#widget = widget;
    const hidden = () => document.hidden && this.send();
    host.addController({
      hostConnected: () => document.addEventListener('visibilitychange', hidden),
      hostDisconnected: () => {
        document.removeEventListener('visibilitychange', hidden);
        this.send();
      },
    });
  }

  begin(guide: Guide): void {
    this.#guide = guide.counts ? guide.id : '';
    this.#counter.begin(guide);
  }

  playedTo(time: number): void {
    this.#counter.playedTo(time);
  }

  ended(): void {
    this.#counter.ended();
    this.send();
  }

  send(): void {
    const chapters = this.#counter.take();
    if (this.#guide && chapters.length) void this.#widget.call(guideCount, { guide: this.#guide, chapters });
  }
}
