import { transform } from 'esbuild';

/**
 * Gives Lit's files a global object of ours: Lit creates a Trusted Types policy of its own name without a guard, which
 * strict pages refuse, and keeps its versions in globals of the page.
 * @param {string} module path of the module that exports `litGlobal`
 */
export const litGlobal = module => ({
  name: 'lit-global',
  async transform(code, id) {
    if (!/[\\/](?:lit-html|lit-element|@lit[\\/]reactive-element)[\\/]/.test(id)) return null;
    const { code: defined } = await transform(code, {
      format: 'esm',
      define: { globalThis: 'litGlobal', litPropertyMetadata: 'litGlobal.litPropertyMetadata' },
    });
    return { code: `import { litGlobal } from ${JSON.stringify(module)};\n${defined}`, map: null };
  },
});
