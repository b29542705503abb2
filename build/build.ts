import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { transform } from 'esbuild';
import { rollup, type OutputChunk, type OutputOptions, type RollupOptions } from 'rollup';
// @ts-expect-error: the configuration is plain JavaScript
import * as configuration from '../rollup.config.js';
import { snippet } from '../src/server/snippet-builder/snippet.ts';
import { themes } from '../src/plugins/themes.ts';
import { mapSchema, officeSchema, openApi } from './docs.ts';
import { officerTags, widgetTags } from './tags.ts';

const { allFile, coreExports, coreFile, frameFile, lazyFiles, pluginFile, tvFiles, widgetFile } = configuration;

/** Plugins that the core loads by itself, by what a page uses. */
const plugins = {
  english: ['lang:en'],
  themes: Object.keys(themes.themes).map(name => `theme:${name}`),
};
/** Plugins that a page loads by a script tag. */
const optionalPlugins = ['altcha', 'analytics', 'province'];
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** Integrity and size of a built file. */
export interface BuiltFile {
  integrity: string;
  gzip: number;
}

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');

// Files that import from the core start from the names of its private fields; the core lists their hashes.
const names = {};
await generate(coreFile({}, names));
const core = { exports: (await generate(coreExports)).exports, names };
const files: Record<string, [file: string, sha256: string]> = {};
const entry = (name: string): [string, string] => [name, describe(`${name}.js`).integrity.replace('sha256-', '')];
for (const tag of [...widgetTags, ...officerTags]) {
  await write(widgetFile(tag, core));
  files[tag] = entry(tag);
}
for (const [plugin, wanted] of Object.entries(plugins)) {
  await write(pluginFile(plugin));
  for (const name of wanted) files[name] = entry(plugin);
}
for (const plugin of optionalPlugins) await write(pluginFile(plugin));
const modules: typeof files = {};
for (const [name, options] of Object.entries<RollupOptions>(lazyFiles(core))) {
  await write(options);
  modules[`module:${name}`] = entry(name);
}
Object.assign(files, modules);
await write(coreFile(files, names));
await write(allFile(modules));
await write(frameFile);

for (const options of tvFiles as RollupOptions[]) await write(options);
cpSync('src/tv/tv.html', 'dist/tv/tv.html');
const { code } = await transform(readFileSync('src/tv/tv.css', 'utf8'), {
  loader: 'css',
  minify: true,
  target: 'chrome53',
});
writeFileSync('dist/tv/tv.css', code);

const built: Record<string, BuiltFile> = {};
for (const file of [
  'motcua.js',
  ...Object.values(files).map(([file]) => `${file}.js`),
  ...optionalPlugins.map(name => `${name}.js`),
  'motcua.all.js',
  'frame.js',
])
  built[file] = describe(file);

// The content under a versioned address never changes: the folder's name contains a hash of all files.
const presets = readdirSync('src/mapping/presets').map(file => readFileSync(`src/mapping/presets/${file}`, 'utf8'));
const hash = createHash('sha256')
  .update(JSON.stringify([built, presets]))
  .digest('hex')
  .slice(0, 8);
const folder = `${version}-${hash}`;
for (const file of Object.keys(built)) {
  writeFileSync(`dist/${file}.br`, brotliCompressSync(readFileSync(`dist/${file}`)));
  for (const name of [file, `${file}.br`]) cpSync(`dist/${name}`, `dist/${folder}/${name}`);
}
for (const to of ['dist/maps', `dist/${folder}/maps`]) cpSync('src/mapping/presets', to, { recursive: true });
writeFileSync('dist/build.json', `${JSON.stringify({ version, folder, files: built }, null, 2)}\n`);

execFileSync('node_modules/.bin/tsc', ['-p', 'build/tsconfig.esm.json'], { stdio: 'inherit' });
execFileSync('node_modules/.bin/cem', ['analyze', '--config', 'build/custom-elements.config.js', '--quiet'], {
  stdio: 'inherit',
});

writeFileSync('dist/map.schema.json', `${JSON.stringify(mapSchema(), null, 2)}\n`);
writeFileSync('dist/office.schema.json', `${JSON.stringify(officeSchema(), null, 2)}\n`);
writeFileSync('dist/openapi.json', `${JSON.stringify(openApi(), null, 2)}\n`);

const { scripts, elements } = snippet({
  base: 'https://API-HOST/dist',
  build: { folder, files: built },
  tags: widgetTags,
  settings: { api: 'https://API-HOST/api', agency: 'AGENCY', phone: 'PHONE', links: 'LINKS' },
  fallback: 'Mời Ông/Bà gọi PHONE.',
});
const text = `${scripts}\n\n${elements.join('\n')}\n`;
writeFileSync('dist/snippet.html', text);
console.log(text);
console.log(
  readdirSync('dist')
    .filter(file => built[file])
    .map(file => `${String(built[file]?.gzip).padStart(7)} B gzip  ${file}`)
    .join('\n'),
);

async function generate(options: RollupOptions): Promise<OutputChunk> {
  const bundle = await rollup(options);
  const { output } = await bundle.generate(options.output as OutputOptions);
  await bundle.close();
  return output[0];
}

async function write(options: RollupOptions): Promise<void> {
  const bundle = await rollup({
    ...options,
    onwarn: warning => {
      throw new Error(warning.message);
    },
  });
  for (const output of [options.output ?? []].flat()) await bundle.write(output);
  await bundle.close();
}

function describe(file: string): BuiltFile {
  const bytes = readFileSync(`dist/${file}`);
  return {
    integrity: `sha256-${createHash('sha256').update(bytes).digest('base64')}`,
    gzip: gzipSync(bytes, { level: 9 }).length,
  };
}
