import { transform } from 'esbuild';
import { minify as terser } from 'terser';

/** Chrome 80, Safari 13.1, Firefox 78; ES2017 would be 1.2 KB larger. */
const target = 'es2020';

/** Used by libraries and missing in these browsers; `npm run check` finds others in `dist`. */
const define = { 'Object.hasOwn': 'Object.prototype.hasOwnProperty.call' };

/**
 * Lowers and minifies a bundle. Only ASCII: the page's charset decides how a script without one is read. Private fields
 * (`_field`) get short names that begin with `$`, unlike Lit's own; they must be assignments by then, not class fields.
 * @param {{ props?: object }} names names given so far; files that import from the core start from the core's
 * @param {{ to: string | string[], ecma: number }} floor the oldest engines, for esbuild and for terser
 */
export const minify = (names = {}, floor = { to: target, ecma: 2020 }) => ({
  name: 'minify',
  async renderChunk(code) {
    const lowered = await transform(code, { target: floor.to, define, legalComments: 'none' });
    const { code: minified } = await terser(lowered.code, {
      ecma: floor.ecma,
      compress: { passes: 3, keep_fargs: false },
      mangle: {
        properties: {
          regex: /^_[a-z]/,
          // jsonata compares these two as strings too.
          reserved: ['_jsonata_function', '_jsonata_lambda'],
          nth_identifier: { get: shortName },
        },
      },
      format: { ascii_only: true, comments: false },
      nameCache: names,
    });
    return { code: `${minified.trim()}\n`, map: null };
  },
});

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** `$a` … `$Z`, `$aa` … */
function shortName(index) {
  let name = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / letters.length) - 1)
    name = letters[rest % letters.length] + name;
  return `$${name}`;
}
