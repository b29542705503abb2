import type { Page } from 'playwright-core';

/** What the look forbids on each face (Storybook: Start, Look / Tokens), on the page as it is now. */
export const lookProblems = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const problems = new Set<string>();
    const shown = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      const { visibility, opacity } = getComputedStyle(element);
      return width > 1 && height > 1 && visibility === 'visible' && opacity !== '0';
    };
    const name = (element: Element) =>
      `${element.localName}.${element.getAttribute('class') ?? ''} “${(element.textContent ?? '').trim().slice(0, 30)}”`;
    for (const widget of document.querySelectorAll('*')) {
      const root = widget.shadowRoot;
      if (!root || !widget.localName.startsWith('mc-') || widget.localName === 'mc-portal') continue;
      if (widget.getAttribute('layout') === 'tv') continue;
      const filled = [...root.querySelectorAll('.primary')].filter(shown);
      if (filled.length > 1) problems.add(`${filled.length} filled buttons: ${filled.map(name).join(', ')}`);
      const targets = 'button, a[href], input, select, textarea, summary';
      for (const element of root.querySelectorAll<HTMLElement>(targets)) {
        if (!shown(element)) continue;
        const { width, height } = element.getBoundingClientRect();
        // Six cells of a calendar are as wide as the narrowest phone.
        const cell = element.closest('[part=grid]');
        if (height < 47.5 || width < (cell ? 46.5 : 47.5))
          problems.add(`${Math.round(width)} × ${Math.round(height)} px: ${name(element)}`);
      }
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (!parent || !node.textContent?.trim() || !shown(parent) || parent.closest('style, title, option, svg'))
          continue;
        const style = getComputedStyle(parent);
        const small = parent.closest('.leaf, [part=grid]');
        if (parseFloat(style.fontSize) < (small ? 13 : 15.9)) problems.add(`${style.fontSize}: ${name(parent)}`);
        if (
          /hidden|clip/.test(style.overflowX) &&
          !parent.closest('.spoken') &&
          parent.scrollWidth > parent.clientWidth + 1
        )
          problems.add(`clipped: ${name(parent)}`);
      }
    }
    return [...problems];
  });
