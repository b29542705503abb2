import type { LitElement } from 'lit';
import { html, icon, loadModule, nothing, type PortalController } from '../../../core/index.ts';
import { isDossierCode, isUsualDossierCode, parseDossierCode, shapeOf } from '../../../domain/dossier-code.ts';
import type { StatusTexts } from '../status-lookup.texts.ts';
import type { ScanModule } from './lazy.ts';

const scanIcon =
  'M3.5 8V5.5a2 2 0 0 1 2-2H8M16 3.5h2.5a2 2 0 0 1 2 2V8M20.5 16v2.5a2 2 0 0 1-2 2H16M8 20.5H5.5a2 2 0 0 1-2-2V16M3.5 12h17';

interface ScanContext {
  /** An example of the office's codes. */
  example(): string;
  /** Called with a code that was read. */
  read(code: string): void;
  say(text: string): void;
}

/**
 * Reads the dossier code from a photo of the receipt. A photo, and not the stream of the camera: it needs no
 * permission, works in frames and on plain http, and the camera app focuses better than a page can.
 */
export class CodeScan {
  /** What is wrong with the photo, at the field. */
  problem = '';

  readonly #host: LitElement;
  readonly #widget: PortalController<StatusTexts>;
  readonly #context: ScanContext;
  /** The photo being read; dropped when the citizen goes on without it. */
  #photo: Blob | undefined;

  constructor(host: LitElement, widget: PortalController<StatusTexts>, context: ScanContext) {
    this.#host = host;
    this.#widget = widget;
    this.#context = context;
  }

  /** Drops the photo being read, and what was wrong with the last. */
  drop(): void {
    this.#photo = undefined;
    this.problem = '';
  }

  /** The button; nothing where the browser cannot decode pictures, nor at a kiosk, whose files are not the citizen's. */
  render() {
    const { text, portal } = this.#widget;
    if (!('createImageBitmap' in window) || portal.settings.kiosk === 'true') return nothing;
    return html`<button
        type="button"
        class="link scan"
        aria-disabled=${this.#photo ? 'true' : nothing}
        @click=${this.#open}
      >
        ${icon(scanIcon)}<span>${this.#photo ? text.scanning : text.scan}</span>
      </button>
      <input type="file" accept="image/*" capture="environment" hidden @change=${this.#taken} />`;
  }

  #open = ({ currentTarget }: Event): void => {
    if (!this.#photo) ((currentTarget as HTMLElement).nextElementSibling as HTMLInputElement).click();
  };

  #taken = async ({ target }: Event): Promise<void> => {
    const input = target as HTMLInputElement;
    const photo = input.files?.[0];
    // The same photo can be chosen again.
    input.value = '';
    if (!photo) return;
    const { text, core } = this.#widget;
    this.#photo = photo;
    this.#show('', text.scanning);
    const module = await loadModule<ScanModule>('scan').catch(() => undefined);
    // A file that is no picture is as one without a code.
    const texts = (await module?.readCodes(photo).catch(() => undefined)) ?? [];
    if (this.#photo !== photo) return;
    this.#photo = undefined;
    const code = this.#choose(texts);
    if (!code) {
      const problem = module ? text.scanFailed : core.offline;
      return this.#show(problem, problem);
    }
    this.#show('', text.scanned(code));
    this.#context.read(code);
  };

  /** The code among all that are in the photo: of the usual form, else like the office's own, else any. */
  #choose(texts: readonly string[]): string | undefined {
    const codes = texts.map(parseDossierCode).filter(isDossierCode);
    const shape = shapeOf(this.#context.example());
    return codes.find(isUsualDossierCode) ?? codes.find(code => shapeOf(code) === shape) ?? codes[0];
  }

  #show(problem: string, spoken: string): void {
    this.problem = problem;
    this.#context.say(spoken);
    this.#host.requestUpdate();
  }
}
