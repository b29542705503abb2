import type { LitElement } from 'lit';
import type { Guide } from '../../contract/guide.ts';
import type { PortalController } from '../../core/index.ts';
import type { Cue } from '../../domain/vtt.ts';
import type { GuideTexts } from './guide-player.texts.ts';

/** The captions in the page's language. */
export class Captions {
  /** The caption file of another backend could not be loaded. */
  failed = false;
  lang = 'vi';

  readonly #host: LitElement;
  readonly #widget: PortalController<GuideTexts>;
  #sentences = new Map<string, readonly Cue[]>();

  constructor(host: LitElement, widget: PortalController<GuideTexts>) {
    this.#host = host;
    this.#widget = widget;
  }

  begin({ captions }: Guide): void {
    this.failed = false;
    this.#sentences.clear();
    for (const { lang, cues } of captions) if (cues) this.#sentences.set(lang, cues);
    const { lang } = this.#widget;
    this.lang = captions.some(caption => caption.lang === lang) ? lang : (captions[0]?.lang ?? 'vi');
  }

  get all(): readonly Cue[] {
    return this.#sentences.get(this.lang) ?? [];
  }

  /** The caption of a second: it stays until the next one. */
  during(time: number): Cue | undefined {
    let said: Cue | undefined;
    for (const sentence of this.all) if (sentence.from <= time + 0.05) said = sentence;
    return said;
  }

  /** Takes the captions from a track that the browser has loaded. */
  readTrack(lang: string, { cues }: TextTrack): void {
    if (!cues?.length) return this.fail();
    const sentences: Cue[] = [];
    for (let i = 0; i < cues.length; i++) {
      const cue = cues[i] as VTTCue;
      sentences.push({ from: cue.startTime, to: cue.endTime, text: cue.getCueAsHTML().textContent ?? '' });
    }
    this.#sentences.set(lang, sentences);
    this.#host.requestUpdate();
  }

  fail(): void {
    this.failed = true;
    this.#host.requestUpdate();
  }
}
