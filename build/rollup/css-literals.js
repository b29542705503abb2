import { transform } from 'esbuild';
import ts from 'typescript';
import { editSource } from './edit-source.js';

/** Minifies the style sheets in `css` template literals without placeholders. */
export const cssLiterals = () => ({
  name: 'css-literals',
  async transform(code, id) {
    if (!id.endsWith('.ts')) return null;
    const minified = new Map();
    editSource(code, node => void (isSheet(node) && minified.set(node.template.text, '')));
    for (const sheet of minified.keys()) {
      const { code: css } = await transform(sheet, { loader: 'css', minify: true, target: 'chrome80' });
      minified.set(sheet, css.trim().replace(/[\\`]|\$\{/g, '\\$&'));
    }
    return {
      code: editSource(code, node =>
        isSheet(node) ? { replace: `css\`${minified.get(node.template.text)}\`` } : undefined,
      ),
      map: null,
    };
  },
});

const isSheet = node =>
  ts.isTaggedTemplateExpression(node) &&
  node.tag.getText() === 'css' &&
  ts.isNoSubstitutionTemplateLiteral(node.template);
