/**
 * Content systems take unknown elements away: `<div data-motcua="mc-guide-player" data-guide="…">` stays, and gets the
 * element, with what stands in it as its fallback. Whoever may write such a `div` may write any `data-` attribute, because
 * sanitizers leave those: only attributes that the element observes are taken, never an event handler, and never the
 * settings of a portal. The element must be defined.
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
