import type { Page } from 'playwright-core';

/**
 * The focused control of a widget, by its accessible name.
 * @param usable only controls: a focused heading is ignored
 */
export function focused(page: Page, usable = false): Promise<string> {
  return page.evaluate(usable => {
    const here = document.activeElement?.shadowRoot?.activeElement as HTMLInputElement | null | undefined;
    if (usable && here && here.tabIndex < 0) return '';
    const words = here?.getAttribute('aria-label') ?? here?.labels?.[0]?.textContent ?? here?.textContent ?? '';
    return words.replace(/\s+/g, ' ').trim();
  }, usable);
}

export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Tabs to the control whose name begins with a text. */
export async function reach(page: Page, words: string | RegExp): Promise<void> {
  for (let tabs = 0; tabs < 80; tabs++) {
    const here = await focused(page, true);
    if (typeof words === 'string' ? here.startsWith(words) : words.test(here)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way by keyboard to ${words}`);
}

/** Tabs to the control whose name begins with a text, and presses a key. */
export async function on(page: Page, words: string | RegExp, key = 'Enter'): Promise<void> {
  await reach(page, words);
  await page.keyboard.press(key);
}

/** The focus moves to an element with this text, so that screen readers read it. */
export async function hears(page: Page, words: string): Promise<void> {
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    if ((await focused(page)) === words) return;
    await page.waitForTimeout(20);
  }
  throw new Error(`the focus is on “${await focused(page)}”, not on “${words}”`);
}
