import { transform } from 'esbuild';

/**
 * Compiles TypeScript by esbuild, file by file.
 * @param {Record<string, string>} define constants, as JavaScript expressions
 */
export const typescript = define => ({
  name: 'typescript',
  async transform(code, id) {
    if (!id.endsWith('.ts')) return null;
    const compiled = await transform(code, {
      loader: 'ts',
      target: 'es2022',
      define,
      tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
    });
    return { code: compiled.code, map: null };
  },
});
