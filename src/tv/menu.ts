import type { ScreenState } from '../contract/index.ts';
import { texts } from './tv.texts.ts';

/** Back keys of remote controls: Samsung, LG, Android. */
const backKeys = [10009, 461, 27, 8];
const [enter, space, up, down, left, right] = [13, 32, 38, 40, 37, 39];
/** Left alone for so long, the menu closes. */
const idleMs = 30_000;

/** The list of guides, for a remote control or a keyboard: arrows move, OK plays, Back closes. */
export class Menu {
  readonly #box: HTMLElement;
  readonly #play: (guide: string) => void;
  readonly #state: () => ScreenState | undefined;
  readonly #before: () => boolean;
  #timer = 0;

  /** @param before takes a key first; true when it did */
  constructor(
    box: HTMLElement,
    state: () => ScreenState | undefined,
    play: (guide: string) => void,
    before: () => boolean,
  ) {
    this.#before = before;
    this.#box = box;
    this.#state = state;
    this.#play = play;
    document.addEventListener('keydown', event => {
      // A key that is held opens the menu, and does not press its first button.
      if (event.repeat || this.#press(event.keyCode)) event.preventDefault();
    });
  }

  get isOpen(): boolean {
    return !this.#box.hidden;
  }

  close = (): void => {
    clearTimeout(this.#timer);
    this.#box.hidden = true;
    this.#box.textContent = '';
  };

  #press(key: number): boolean {
    if (this.#before()) return true;
    const state = this.#state();
    if (!this.isOpen) {
      if (!state || [enter, space, up, down, left, right].indexOf(key) < 0) return false;
      this.#open(state);
      return true;
    }
    this.#wait();
    if (backKeys.indexOf(key) >= 0) this.close();
    else if (key === up || key === left) this.#move(-1);
    else if (key === down || key === right) this.#move(1);
    else return false;
    return true;
  }

  #open(state: ScreenState): void {
    const title = document.createElement('h2');
    title.textContent = texts.menu;
    title.id = 'menu-title';
    this.#box.appendChild(title);
    for (const id of Object.keys(state.guides)) this.#button(state.guides[id]!.title, () => this.#play(id));
    this.#button(texts.close, () => {});
    this.#box.hidden = false;
    this.#wait();
    this.#move(1);
  }

  #button(label: string, action: () => void): void {
    const button = document.createElement('button');
    button.textContent = label;
    button.onclick = () => {
      this.close();
      action();
    };
    this.#box.appendChild(button);
  }

  #move(step: number): void {
    const buttons = this.#box.querySelectorAll('button');
    let at = -1;
    for (let i = 0; i < buttons.length; i++) if (buttons[i] === document.activeElement) at = i;
    const next = buttons[(at + step + buttons.length) % buttons.length];
    if (next) next.focus();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(this.close, idleMs);
  }
}
