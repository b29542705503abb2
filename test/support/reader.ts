import type { Key, TypedTab } from '../hosts/drivers.ts';

const patience = 20_000;

/** The widgets of a page, and their inner roots. */
const roots = `[].slice.call(document.querySelectorAll('mc-appointment-booker')).map(function (widget) { return widget.shadowRoot; })`;

/** Name of an element; empty when it is not reached by Tab, as a heading that has the focus to be read out. */
const nameOf = `function (element) {
  if (!element || element.tabIndex < 0) return '';
  var label = element.labels && element.labels[0];
  return (element.getAttribute('aria-label') || (label && label.textContent) || element.textContent || '').replace(/\\s+/g, ' ').trim();
}`;

const focusedWords = `(${nameOf})(document.activeElement && document.activeElement.shadowRoot && document.activeElement.shadowRoot.activeElement)`;

const controls = `${roots}.map(function (root) {
  return root ? [].slice.call(root.querySelectorAll('a, button, input, select, textarea, summary, [tabindex]')).map(${nameOf}) : [];
}).reduce(function (all, some) { return all.concat(some); }, [])`;

const seenWords = `${roots}.map(function (root) {
  var shown = root && root.querySelector('.mc');
  return shown ? shown.innerText.replace(/\\s+/g, ' ') : '';
}).join(' ')`;

/** A user with only a keyboard, in any engine. */
export class Reader {
  readonly #tab: TypedTab;

  constructor(tab: TypedTab) {
    this.#tab = tab;
  }

  press = (...keys: Key[]): Promise<void> => this.#tab.press(...keys);
  type = (text: string): Promise<void> => this.#tab.type(text);

  /** Reloads the page. */
  async comesBack(): Promise<void> {
    await this.#tab.run('void (document.title = "…", setTimeout(function () { location.reload(); }))');
    for (const end = Date.now() + patience; Date.now() < end; await pause())
      if (await this.#tab.run<boolean>("document.title !== '…'").catch(() => false)) return;
  }

  /** Waits until a text is shown. */
  async sees(words: string | RegExp): Promise<void> {
    let seen = '';
    for (const end = Date.now() + patience; Date.now() < end; await pause()) {
      seen = await this.#tab.run<string>(seenWords);
      if (typeof words === 'string' ? seen.includes(words) : words.test(seen)) return;
    }
    const focused = await this.#tab.run<string>(focusedWords);
    throw new Error(`“${words}” is not in: ${seen.slice(0, 600)}; the focus is at “${focused}”`);
  }

  /**
   * Tabs to the control whose name begins with a text, once it is there: on a page that is still loading, Tab would
   * leave for the browser's own controls, after which Firefox without a window drops the clicks of keys.
   */
  async reaches(words: string | RegExp): Promise<void> {
    const isMeant = (name: string) => (typeof words === 'string' ? name.startsWith(words) : words.test(name));
    for (const end = Date.now() + patience; Date.now() < end; await pause())
      if ((await this.#tab.run<string[]>(controls)).some(isMeant)) break;
    let before = '';
    for (let tabs = 0; tabs < 90; tabs++) {
      before = await this.#tab.run<string>(focusedWords);
      if (isMeant(before)) return;
      await this.#tab.press('Tab');
    }
    throw new Error(`no way by keyboard to ${words}; at last at “${before}”`);
  }

  /** Tabs to the control whose name begins with a text, and presses a key. */
  async on(words: string | RegExp, key: Key = 'Enter'): Promise<void> {
    await this.reaches(words);
    await this.#tab.press(key);
  }

  /** Tabs to a field and types into it. */
  async fills(label: string, text: string): Promise<void> {
    await this.reaches(label);
    await this.#tab.type(text);
  }
}

const pause = () => new Promise(resolve => setTimeout(resolve, 50));
