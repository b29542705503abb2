import { policy } from './policy.ts';

/**
 * Defines custom elements, skipping tags that are taken, so that two copies on a page coexist. Where the page forbids
 * it (`trusted-types` without `motcua`), the fallback content stays and the console says why.
 */
export function define(elements: Record<string, CustomElementConstructor>): void {
  for (const tag of Object.keys(elements)) {
    try {
      if (customElements.get(tag)) continue;
      document.createElement('p').innerHTML = policy ? policy.createHTML(tag) : tag;
      customElements.define(tag, elements[tag]!);
    } catch (error) {
      console?.warn?.(`motcua: ${tag}`, error);
    }
  }
}
