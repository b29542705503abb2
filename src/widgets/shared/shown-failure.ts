import type { LitElement } from 'lit';

/** The title of the failure on screen, once it is rendered, for the live region. */
export async function shownFailure(host: LitElement): Promise<string> {
  await host.updateComplete;
  return host.renderRoot.querySelector('[part=failure] .title')?.textContent?.trim() ?? '';
}
