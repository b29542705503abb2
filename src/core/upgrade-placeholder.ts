/**
 * Replaces a placeholder `<div data-motcua="mc-guide-player" data-guide="…">`, for content management systems that
 * strip unknown elements; its content becomes the fallback. Sanitizers keep `data-` attributes, so anybody who may
 * write a `div` controls them: only attributes that the element observes are copied, never event handlers or settings
 * of a portal. The element must be defined.
 */
export function upgradePlaceholder(place: HTMLElement, tag: string): void {
  if (place.querySelector(tag)) return;
  const widget = document.createElement(tag);
  const { observedAttributes = [] } = customElements.get(tag) as { observedAttributes?: string[] };
  for (const name of observedAttributes) {
    const value = /^(?:data-|on)/.test(name) ? null : place.getAttribute(`data-${name}`);
    if (value !== null) widget.setAttribute(name, value);
  }
  widget.append(...place.childNodes);
  place.appendChild(widget);
}
