import { dirname, resolve } from 'node:path';
import ts from 'typescript';
import { editSource } from './edit-source.js';

/**
 * Marks the calls of schema functions as pure, so that schemas which a bundle does not use are dropped. An annotation of
 * the functions themselves would not be seen by bundles that import them from the core.
 * @param {string} schema path of the module that exports the functions
 */
export const pureSchemas = schema => ({
  name: 'pure-schemas',
  transform(code, id) {
    if (!id.endsWith('.ts')) return null;
    const names = new Set();
    const edited = editSource(code, node => {
      if (ts.isImportDeclaration(node) && resolve(dirname(id), node.moduleSpecifier.text) === schema)
        node.importClause?.namedBindings?.elements.forEach(({ name }) => names.add(name.text));
      const isSchema = ts.isCallExpression(node) && names.has(node.expression.getText());
      return isSchema ? { insert: '/* @__PURE__ */ ' } : undefined;
    });
    return names.size ? { code: edited, map: null } : null;
  },
});
