/** Says that a tag is taken by somebody else's element; it is left alone. */
export type Taken = (tag: string) => void;

/** Defines elements by tag, leaving those that are there already: two copies on a page must not kill each other. */
export function define(elements: Record<string, CustomElementConstructor>, taken: Taken = () => {}): void {
  for (const tag of Object.keys(elements)) {
    try {
      if (customElements.get(tag)) taken(tag);
      else customElements.define(tag, elements[tag]!);
    } catch {
      taken(tag);
    }
  }
}
