import { policy } from './policy.ts';
import { upgradePlaceholder } from './upgrade-placeholder.ts';

/**
 * Files by what needs them, a tag, `lang:<language>`, `theme:<name>` or `part:<name>`: the name without `.js`, and the sha256
 * in base64. Filled in when the core is built.
 */
export type WidgetFiles = Readonly<Record<string, readonly [file: string, sha256: string]>>;

/**
 * Loads the files of widgets that stand on the page without theirs, and the words of the page's language. A page that
 * names each file itself loads them in parallel and needs none of this.
 */
export class Loader {
  readonly #files: WidgetFiles;
  readonly #folder: string;
  readonly #nonce: string;
  readonly #requested = new Set<string>();
  readonly #awaited = new Set<string>();

  constructor(files: WidgetFiles, script: HTMLScriptElement) {
    this.#files = files;
    this.#folder = script.src.replace(/[^/]*$/, '');
    this.#nonce = script.nonce!;
  }

  /** Looks now, and whenever the page adds something. */
  watch(): void {
    this.#scan();
    new MutationObserver(() => this.#scan()).observe(document, { childList: true, subtree: true });
  }

  #scan(): void {
    document.querySelectorAll<HTMLElement>('[data-motcua]').forEach(place => this.#upgrade(place));
    for (const name of Object.keys(this.#files)) {
      if (/^mc-/.test(name) && !customElements.get(name) && document.querySelector(`${name},[data-motcua=${name}]`))
        this.load(name).catch(() => {});
    }
  }

  /** Which attributes an element takes is known once it is defined. */
  #upgrade(place: HTMLElement): void {
    const tag = place.dataset['motcua']!;
    if (!/^mc-[a-z-]+$/.test(tag)) return;
    if (customElements.get(tag)) upgradePlaceholder(place, tag);
    else if (!this.#awaited.has(tag)) {
      this.#awaited.add(tag);
      void customElements.whenDefined(tag).then(() => this.#scan());
    }
  }

  /** Loads the file under a name, once; one that did not come may be asked for again. */
  load(name: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const [file, sha256] = this.#files[name] ?? [];
      if (!file || this.#requested.has(file)) return resolve();
      this.#requested.add(file);
      const script = document.createElement('script');
      script.integrity = `sha256-${sha256}`;
      script.crossOrigin = 'anonymous';
      script.nonce = this.#nonce;
      script.onload = resolve as () => void;
      script.onerror = () => {
        this.#requested.delete(file);
        reject(new Error(file));
      };
      const address = `${this.#folder}${file}.js`;
      script.src = policy ? policy.createScriptURL(address) : address;
      document.head.appendChild(script);
    });
  }
}
