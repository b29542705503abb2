/**
 * Fails when a bundle imports something that the core does not export.
 * @param {readonly string[]} names the core's exports
 */
export const onlyFromCore = names => ({
  name: 'only-from-core',
  generateBundle(_, bundle) {
    for (const { importedBindings = {} } of Object.values(bundle)) {
      for (const [from, bindings] of Object.entries(importedBindings)) {
        const missing = bindings.filter(name => !names.includes(name));
        if (missing.length) this.error(`core/index.ts does not export ${missing.join(', ')} (from ${from})`);
      }
    }
  },
});
