/** What a Trusted Types policy does with our own markup and our own script addresses. */
interface Policy {
  createHTML(markup: string): string;
  createScriptURL(url: string): string;
}

const page = window as {
  motcua?: { versions?: unknown };
  trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
};

/**
 * The one policy of the library, for Lit's templates (the build has Lit use it) and for files of widgets. A page with
 * `trusted-types` lists `motcua`. Absent where the browser has no Trusted Types, where the page forbids it, or where an
 * earlier copy of the library has made it: a second policy of one name throws.
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
