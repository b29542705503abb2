import ts from 'typescript';
import { editSource } from './edit-source.js';

/**
 * Renames `#field` to `_field`, which the minifier shortens: lowered for the oldest browsers, a `#field` would become a
 * WeakMap, which is larger and slower. The compiler has checked before that nobody else uses it. In a class that extends
 * another class of ours the field is prefixed with the class name, so that each class keeps its own.
 */
export const privateFields = () => ({
  name: 'private-fields',
  transform: (code, id) =>
    id.endsWith('.ts')
      ? {
          code: editSource(code, node => (ts.isPrivateIdentifier(node) ? { replace: renamed(node) } : undefined)),
          map: null,
        }
      : null,
});

/** Base classes without fields of ours. */
const platform = /^(?:LitElement|HTMLElement|Event|Error)$/;

function renamed(field) {
  const name = field.text.slice(1);
  for (let at = field.parent; at; at = at.parent) {
    if (!ts.isClassLike(at) || !at.members.some(member => member.name?.getText() === field.text)) continue;
    const base = at.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
    if (!base || platform.test(base.expression.getText())) return `_${name}`;
    if (!at.name) throw new Error(`a class without a name has the private field ${field.text}`);
    return `_${at.name.text[0].toLowerCase()}${at.name.text.slice(1)}_${name}`;
  }
  throw new Error(`no class declares ${field.text}`);
}
