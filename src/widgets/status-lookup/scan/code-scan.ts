import type { LitElement } from 'lit';
import { html, icon, loadModule, nothing, type PortalController } from '../../../core/index.ts';
import { isDossierCode, parseDossierCode } from '../../../domain/dossier-code.ts';
import type { StatusTexts } from '../status-lookup.texts.ts';
import type { ScanModule } from './lazy.ts';

const scanIcon =
  'M3.5 8V5.5a2 2 0 0 1 2-2H8M16 3.5h2.5a2 2 0 0 1 2 2V8M20.5 16v2.5a2 2 0 0 1-2 2H16M8 20.5H5.5a2 2 0 0 1-2-2V16M3.5 12h17';

/**
 * Reads the dossier code from a photo of the receipt. A photo, and not the stream of the camera: it needs no
 * permission, works in frames and on plain http, and the camera app focuses better than a page can.
 */
export class CodeScan {
  /** What is wrong with the photo, at the field. */
  problem = '';

  readonly #host: LitElement;
  readonly #widget: PortalController<StatusTexts>;
  readonly #read: (code: string) => void;
  readonly #say: (text: string) => void;
  #pending = false;

  /** @param read called with a code that was read */
  constructor(
    host: LitElement,
    widget: PortalController<StatusTexts>,
    read: (code: string) => void,
    say: (text: string) => void,
  ) {
    this.#host = host;
    this.#widget = widget;
    this.#read = read;
    this.#say = say;
  }

  /** The button; nothing where the browser cannot decode pictures. */
  render() {
    if (!('createImageBitmap' in window)) return nothing;
    const { text } = this.#widget;
    return html`<button
        type="button"
        class="link scan"
        aria-disabled=${this.#pending ? 'true' : nothing}
        @click=${this.#open}
      >
        ${icon(scanIcon)}<span>${this.#pending ? text.scanning : text.scan}</span>
      </button>
      <input type="file" accept="image/*" capture="environment" hidden @change=${this.#taken} />`;
  }

  #open = ({ currentTarget }: Event): void => {
    if (!this.#pending) ((currentTarget as HTMLElement).nextElementSibling as HTMLInputElement).click();
  };

  #taken = async ({ target }: Event): Promise<void> => {
    const input = target as HTMLInputElement;
    const file = input.files?.[0];
    // The same photo can be chosen again.
    input.value = '';
    if (!file) return;
    const { text } = this.#widget;
    this.#pending = true;
    this.#show('', text.scanning);
    const code = parseDossierCode((await this.#decode(file)) ?? '');
    this.#pending = false;
    if (!isDossierCode(code)) return this.#show(text.scanFailed, text.scanFailed);
    this.#show('', text.scanned(code));
    this.#read(code);
  };

  /** A file that is no picture, and a decoder that cannot be loaded, are as no code. */
  async #decode(file: Blob): Promise<string | undefined> {
    try {
      const { readCode } = await loadModule<ScanModule>('scan');
      return await readCode(file);
    } catch {
      return undefined;
    }
  }

  #show(problem: string, spoken: string): void {
    this.problem = problem;
    this.#say(spoken);
    this.#host.requestUpdate();
  }
}
