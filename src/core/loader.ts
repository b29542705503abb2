import { policy } from './policy.ts';
import { upgradePlaceholder } from './upgrade-placeholder.ts';

/**
 * Built files by what needs them: a tag, `lang:<language>`, `theme:<name>` or `module:<name>`. Values are the name
 * without `.js` and the base64 SHA-256. Filled in by the build.
 */
export type WidgetFiles = Readonly<Record<string, readonly [file: string, sha256: string]>>;

/**
 * Loads the files of widgets on the page, and of the page's language. Not needed where a page names each file itself.
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

  /** Scans the page now and after each change. */
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

  /** Observed attributes are known only once the element is defined. */
  #upgrade(place: HTMLElement): void {
    const tag = place.dataset['motcua']!;
    if (!/^mc-[a-z-]+$/.test(tag)) return;
    if (customElements.get(tag)) upgradePlaceholder(place, tag);
    else if (!this.#awaited.has(tag)) {
      this.#awaited.add(tag);
      void customElements.whenDefined(tag).then(() => this.#scan());
    }
  }

  /** Loads the file under a name, once; a failed load can be retried. */
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
