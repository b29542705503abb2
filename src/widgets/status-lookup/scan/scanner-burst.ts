import type { LitElement, ReactiveController } from 'lit';
import { isDossierCode, parseDossierCode } from '../../../domain/dossier-code.ts';

/** A scanner types a key every few milliseconds; slow ones over Bluetooth need longer, no hand is as fast. */
const maxGapMs = 100;
const minKeys = 6;

/** Cards are scanned at desks too: no code of a dossier. */
const identityNumber = /^(?:\d{9}|\d{12})$/;

/**
 * A bar code scanner that types like a keyboard: a code in one burst, ended by Enter or Tab, wherever the focus is but in
 * another field. In a field of the widget the burst is typed as usual.
 */
export class ScannerBurst implements ReactiveController {
  readonly #host: LitElement;
  readonly #read: (code: string) => void;
  #keys = '';
  #lastAt = 0;

  constructor(host: LitElement, read: (code: string) => void) {
    this.#host = host;
    this.#read = read;
    host.addController(this);
  }

  /** While capturing: widgets keep Enter from the page. */
  hostConnected(): void {
    document.addEventListener('keydown', this.#press, true);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#press, true);
  }

  #press = (event: KeyboardEvent): void => {
    const { key, timeStamp } = event;
    const isLate = timeStamp - this.#lastAt > maxGapMs;
    this.#lastAt = timeStamp;
    if (isLate) this.#keys = '';
    const [target] = event.composedPath() as HTMLElement[];
    if (/^(?:INPUT|TEXTAREA|SELECT)$/.test(target?.tagName ?? '') || target?.isContentEditable) this.#keys = '';
    else if (key.length === 1) this.#keys += key;
    else if (key === 'Enter' || key === 'Tab') this.#end(event);
  };

  #end(event: KeyboardEvent): void {
    const keys = this.#keys;
    this.#keys = '';
    const code = parseDossierCode(keys);
    if (keys.length < minKeys || !isDossierCode(code) || !/\d/.test(code) || identityNumber.test(code)) return;
    // A page may have put the widget away.
    if (!this.#host.getClientRects().length) return;
    // Enter would press the button that has the focus.
    event.preventDefault();
    this.#read(code);
  }
}
