import type { LitElement } from 'lit';

/** Moves the focus after the next render; in a radio group to its first option. */
export function focusOn(host: LitElement, id: string): void {
  void host.updateComplete.then(() => {
    const target = host.renderRoot.querySelector<HTMLElement>(`[id="${id}"]`);
    const field = target?.querySelector<HTMLElement>('input[type=radio]') ?? target;
    target?.scrollIntoView({ block: 'nearest' });
    // Scrolls to the group, not to its first option, so that the legend stays visible.
    field?.focus({ preventScroll: field !== target });
  });
}
