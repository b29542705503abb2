import { policy } from './policy.ts';

/**
 * The global object that Lit's own files see in the script build: our Trusted Types policy in the place of Lit's, and
 * no registry that is shared with another Lit of the page.
 */
export const litGlobal = {
  ShadowRoot: window.ShadowRoot,
  trustedTypes: { createPolicy: () => policy, emptyScript: '' },
};
