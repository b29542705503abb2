import type { Key, TypedTab } from '../hosts/drivers.ts';

const patience = 20_000;

/** Where a reader is: in the booker of a page, or in a page of the officers' site. */
interface ReaderScope {
  /** Roots with the controls. */
  roots: string;
  /** What is shown in a root. */
  shown: string;
  focused: string;
}

export const inBooker: ReaderScope = {
  roots: `[].slice.call(document.querySelectorAll('mc-appointment-booker')).map(function (widget) { return widget.shadowRoot; })`,
  shown: `root.querySelector('.mc')`,
  focused:
    'document.activeElement && document.activeElement.shadowRoot && document.activeElement.shadowRoot.activeElement',
};

/** In a widget of a page. */
export const inWidget = (tag: string): ReaderScope => ({
  ...inBooker,
  roots: `[].slice.call(document.querySelectorAll('${tag}')).map(function (widget) { return widget.shadowRoot; })`,
});

export const inPage: ReaderScope = { roots: '[document]', shown: 'root.body', focused: 'document.activeElement' };

/** Name of an element; empty when it is not reached by Tab, as a heading that has the focus to be read out. */
const nameOf = `function (element) {
  if (!element || element.tabIndex < 0) return '';
  var label = element.labels && element.labels[0];
  return (element.getAttribute('aria-label') || (label && label.textContent) || element.textContent || '').replace(/\\s+/g, ' ').trim();
}`;

/** A user with only a keyboard, in any engine. */
export class Reader {
  readonly #tab: TypedTab;
  readonly #seen: string;
  readonly #focused: string;
  readonly #controls: string;
  /** Whether Enter may lead to another page. */
  readonly #leaves: boolean;

  constructor(tab: TypedTab, scope: ReaderScope = inBooker) {
    const { roots, shown, focused } = scope;
    this.#tab = tab;
    this.#leaves = scope === inPage;
    this.#focused = `(${nameOf})(${focused})`;
    this.#seen = `${roots}.map(function (root) {
      var shown = root && ${shown};
      return shown ? shown.innerText.replace(/\\s+/g, ' ') : '';
    }).join(' ')`;
    this.#controls = `${roots}.map(function (root) {
      return root ? [].slice.call(root.querySelectorAll('a, button, input, select, textarea, summary, [tabindex]')).map(${nameOf}) : [];
    }).reduce(function (all, some) { return all.concat(some); }, [])`;
  }

  async press(...keys: Key[]): Promise<void> {
    await this.#tab.press(...keys);
    if (this.#leaves && keys.includes('Enter')) await pause(this.#tab.leavingMs ?? 0);
  }

  type = (text: string): Promise<void> => this.#tab.type(text);

  /** Reloads the page. */
  async comesBack(): Promise<void> {
    await this.#tab.run('void (document.title = "…", setTimeout(function () { location.reload(); }))');
    for (const end = Date.now() + patience; Date.now() < end; await pause())
      if (await this.#tab.run<boolean>("document.title !== '…'").catch(() => false)) return;
  }

  /** Opens an address, as one that is typed. */
  async opens(url: string): Promise<void> {
    await this.#tab.run(`void setTimeout(function () { location.href = ${JSON.stringify(url)}; })`);
    await pause(this.#tab.leavingMs ?? 0);
  }

  /** Waits until a text is shown. */
  async sees(words: string | RegExp): Promise<void> {
    let seen = '';
    for (const end = Date.now() + patience; Date.now() < end; await pause()) {
      seen = await this.#read<string>(this.#seen);
      if (typeof words === 'string' ? seen.includes(words) : words.test(seen)) return;
    }
    const focused = await this.#read<string>(this.#focused);
    throw new Error(`“${words}” is not in: ${seen.slice(0, 600)}; the focus is at “${focused}”`);
  }

  /**
   * Tabs to the control whose name begins with a text, once it is there: on a page that is still loading, Tab would
   * leave for the browser's own controls, after which Firefox without a window drops the clicks of keys.
   */
  async reaches(words: string | RegExp): Promise<void> {
    const isMeant = (name: string) => (typeof words === 'string' ? name.startsWith(words) : words.test(name));
    for (const end = Date.now() + patience; Date.now() < end; await pause())
      if ((await this.#read<string[]>(this.#controls)).some(isMeant)) break;
    let before = '';
    for (let tabs = 0; tabs < 200; tabs++) {
      before = await this.#read<string>(this.#focused);
      if (isMeant(before)) return;
      await this.#tab.press('Tab');
    }
    throw new Error(`no way by keyboard to ${words}; at last at “${before}”`);
  }

  /** Tabs to the control whose name begins with a text, and presses a key. */
  async on(words: string | RegExp, key: Key = 'Enter'): Promise<void> {
    await this.reaches(words);
    await this.press(key);
  }

  /** What an expression is; a page that is just being left is asked again. */
  async #read<T>(source: string): Promise<T> {
    for (const end = Date.now() + patience; ; await pause())
      try {
        return await this.#tab.run<T>(source);
      } catch (error) {
        if (Date.now() > end) throw error;
      }
  }

  /** Tabs to a field and types into it. */
  async fills(label: string | RegExp, text: string): Promise<void> {
    await this.reaches(label);
    await this.#tab.type(text);
  }
}

const pause = (ms = 50) => new Promise(resolve => setTimeout(resolve, ms));
