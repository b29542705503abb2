import { policy } from './policy.ts';

/**
 * Defines elements by tag, leaving those that are there already: two copies on a page must not kill each other. A page
 * that forbids definitions, or all markup but its own (`trusted-types` without `motcua`), keeps its fallback content, and
 * whoever looks into the console learns why.
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
