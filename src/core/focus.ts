import type { LitElement } from 'lit';

/** Moves the focus once what has just changed is drawn; in a group of choices to the first of them. */
export function focusOn(host: LitElement, id: string): void {
  void host.updateComplete.then(() => {
    const target = host.renderRoot.querySelector<HTMLElement>(`[id="${id}"]`);
    const field = target?.querySelector<HTMLElement>('input[type=radio]') ?? target;
    target?.scrollIntoView({ block: 'nearest' });
    // For a group, the question above its first choice stays in sight.
    field?.focus({ preventScroll: field !== target });
  });
}
