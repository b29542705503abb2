import { build, type Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compile } from 'svelte/compiler';

const root = join(import.meta.dirname, '../..');

/** Bundles a page's program as a team would; `motcua` is the built package. */
export async function bundle(
  source: string,
  loader: 'js' | 'jsx' | 'ts' = 'js',
  components: Record<string, string> = {},
) {
  const { outputFiles } = await build({
    stdin: { contents: source, loader, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    minify: true,
    // Frameworks that identify classes by name.
    keepNames: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    conditions: ['browser', 'svelte', 'production'],
    alias: { motcua: join(root, 'dist/esm/index.js') },
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    plugins: [svelte(components)],
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

/** @param given components that have no file, by name */
const svelte = (given: Record<string, string>): Plugin => ({
  name: 'svelte',
  setup(build) {
    build.onResolve({ filter: /\.svelte$/ }, ({ path, resolveDir }) => ({
      path: path in given ? path : join(resolveDir, path),
      namespace: 'svelte',
    }));
    build.onLoad({ filter: /./, namespace: 'svelte' }, async ({ path }) => {
      const source = given[path] ?? (await readFile(path, 'utf8'));
      const { js } = compile(source, { generate: 'client', filename: path });
      return { contents: js.code, loader: 'js', resolveDir: import.meta.dirname };
    });
  },
});
