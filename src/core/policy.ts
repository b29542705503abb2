/** A Trusted Types policy for our own markup and script URLs. */
interface Policy {
  createHTML(markup: string): string;
  createScriptURL(url: string): string;
}

const page = window as {
  motcua?: { versions?: unknown };
  trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
};

/**
 * The library's only Trusted Types policy, for Lit's templates (the build lets Lit use it) and for script URLs. Pages
 * with `trusted-types` must list `motcua`. Undefined without Trusted Types, where the page forbids it, or where
 * another copy has created it: a second policy of one name throws.
 */
export const policy = createPolicy();

function createPolicy(): Policy | undefined {
  try {
    if (page.motcua?.versions) return undefined;
    return page.trustedTypes?.createPolicy('motcua', { createHTML: own => own, createScriptURL: own => own });
  } catch {
    return undefined;
  }
}
