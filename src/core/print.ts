import { render } from 'lit';

/** The frame is not needed once the print dialogue is over; some browsers do not say when that is. */
const frames = 60_000;

/**
 * Prints content on a sheet of its own: from an invisible frame of our own origin, because `@page` does nothing in a
 * shadow root and the portal's own print rules are not ours.
 */
export function printSheet(content: unknown, sheet: string, lang: string): void {
  const frame = document.createElement('iframe');
  // Not `hidden`: Firefox does not print a frame that has no box.
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
    setTimeout(() => document.body.removeChild(frame), frames);
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
