import { render } from 'lit';

/**
 * Prints content on a sheet of its own: from a hidden frame of our own origin, because `@page` does nothing in a shadow
 * root and the portal's own print rules are not ours.
 */
export function printSheet(content: unknown, sheet: string, lang: string): void {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  document.body.appendChild(frame);
  const { contentDocument: page, contentWindow: view } = frame;
  if (!page || !view) return;
  page.documentElement.lang = lang;
  addSheet(page, view as Window & typeof globalThis, sheet);
  render(content, page.body);
  const done = () => {
    if (frame.parentNode) frame.parentNode.removeChild(frame);
  };
  view.addEventListener('afterprint', () => setTimeout(done));
  setTimeout(() => {
    view.print();
    setTimeout(done, 60_000);
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
