import type { LitElement } from 'lit';
import type { Guide } from '../../contract/guide.ts';
import { html, nothing, type PortalController } from '../../core/index.ts';
import type { ProgressStore, PlayerPreferences } from './progress-store.ts';
import type { GuideTexts } from './guide-player.texts.ts';
import type { Captions } from './captions.ts';

/** Size, position and language of captions, and playback speed. */
export function captionSettings(
  host: LitElement,
  { text }: PortalController<GuideTexts>,
  progress: ProgressStore,
  words: Captions,
  { captions }: Guide,
) {
  const { look } = progress;
  const change = (part: Partial<PlayerPreferences>) => {
    progress.look = { ...progress.look, ...part };
    host.requestUpdate();
  };
  const read = (lang: string) => {
    words.lang = lang;
    host.requestUpdate();
  };
  return html`<details class="settings">
    <summary>${text.settings}</summary>
    ${choice('caption-size', text.captionSize, pairs(text.sizes), String(look.size), size => change({ size: Number(size) }))}
    ${choice('caption-place', text.captionPlace, pairs(text.places), look.place, place =>
      change({ place: place as PlayerPreferences['place'] }),
    )}
    ${choice('speed', text.speed, speeds(text.speeds), look.speed, speed => change({ speed }))}
    ${
      captions.length > 1
        ? choice(
            'language',
            text.language,
            captions.map(({ lang }) => [lang, text.languages[lang] ?? lang]),
            words.lang,
            read,
          )
        : nothing
    }
  </details>`;
}

type Pairs = [value: string, words: string][];

const pairs = (texts: object): Pairs => Object.entries(texts);
/** Integer keys of objects are always ordered first. */
const speeds = (texts: object): Pairs => pairs(texts).sort(([a], [b]) => Number(a) - Number(b));

function choice(id: string, label: string, options: Pairs, chosen: string, change: (value: string) => void) {
  return html`<label for=${id}>${label}</label>
    <select id=${id} @change=${({ target }: Event) => change((target as HTMLSelectElement).value)}>
      ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
    </select>`;
}
