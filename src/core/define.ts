/**
 * Defines elements by tag, leaving those that are there already: two copies on a page must not kill each other. A page
 * that forbids definitions keeps its fallback content, and whoever looks into the console learns why.
 */
export function define(elements: Record<string, CustomElementConstructor>): void {
  for (const tag of Object.keys(elements)) {
    try {
      if (!customElements.get(tag)) customElements.define(tag, elements[tag]!);
    } catch (error) {
      console?.warn?.(`motcua: ${tag}`, error);
    }
  }
}
