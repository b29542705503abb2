import ts from 'typescript';
import { editSource } from './edit-source.js';

/** Shortens a line break and the indentation after it to one space, in `html` and `svg` template literals. */
export const htmlLiterals = () => ({
  name: 'html-literals',
  transform: (code, id) =>
    id.endsWith('.ts')
      ? {
          code: editSource(code, node =>
            isMarkup(node) ? { replace: node.getText().replace(/\n\s*/g, ' ') } : undefined,
          ),
          map: null,
        }
      : null,
});

/** Whether a node is static text of a template literal with one of the tags. */
function isMarkup(node) {
  if (!ts.isTemplateHead(node) && !ts.isTemplateMiddleOrTemplateTail(node) && !ts.isNoSubstitutionTemplateLiteral(node))
    return false;
  let template = node;
  while (!ts.isTaggedTemplateExpression(template.parent)) {
    template = template.parent;
    if (!ts.isTemplateExpression(template) && !ts.isTemplateSpan(template)) return false;
  }
  return /^(?:html|svg)$/.test(template.parent.tag.getText());
}
