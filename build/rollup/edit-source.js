import ts from 'typescript';

/**
 * Edits a TypeScript source by its syntax tree.
 * @param {string} code
 * @param {(node: ts.Node) => { insert?: string, replace?: string } | undefined} editOf text to insert before a node, or
 *   to put in its place
 */
export function editSource(code, editOf) {
  const edits = [];
  const visit = node => {
    const { insert, replace } = editOf(node) ?? {};
    const start = node.getStart();
    if (insert !== undefined) edits.push({ start, end: start, text: insert });
    if (replace !== undefined) edits.push({ start, end: node.getEnd(), text: replace });
    else ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', code, ts.ScriptTarget.ES2022, true));
  return edits.reduceRight((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), code);
}
