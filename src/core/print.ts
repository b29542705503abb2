import { render } from 'lit';

/** Removal of the frame after printing, in ms; some browsers do not say when that is over. */
const removeAfterMs = 60_000;

/**
 * Prints content with its own style sheet, from an invisible same-origin iframe: `@page` has no effect in a shadow
 * root, and the portal's print styles must not apply.
 */
export function printSheet(content: unknown, sheet: string, lang: string): void {
  const frame = document.createElement('iframe');
  // Not `hidden`: Firefox does not print a frame without a box.
  Object.assign(frame.style, { position: 'fixed', width: 0, height: 0, border: 0 });
  frame.setAttribute('aria-hidden', 'true');
  document.body.appendChild(frame);
  const { contentDocument: page, contentWindow: view } = frame;
  if (!page || !view) return;
  page.documentElement.lang = lang;
  addSheet(page, view as Window & typeof globalThis, sheet);
  render(content, page.body);
  setTimeout(() => {
    view.print();
    setTimeout(() => document.body.removeChild(frame), removeAfterMs);
  });
}

function addSheet(page: Document, view: Window & typeof globalThis, sheet: string): void {
  try {
    const own = new view.CSSStyleSheet();
    own.replaceSync(sheet);
    page.adoptedStyleSheets = [own];
  } catch {
    const style = page.createElement('style');
    style.textContent = sheet;
    page.head.appendChild(style);
  }
}
