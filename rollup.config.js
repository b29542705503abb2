import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import virtual from '@rollup/plugin-virtual';
import { join, sep } from 'node:path';
import { minify } from './build/rollup/minify.js';
import { onlyFromCore } from './build/rollup/only-from-core.js';
import { browser, sources } from './build/rollup/plugins.js';

const src = path => join(import.meta.dirname, 'src', path);
const quoted = path => JSON.stringify(src(path));

/** MooTools puts an `Event` of its own in the place of the browser's. */
const intro = 'const Event=Object.getPrototypeOf(UIEvent);';
const output = (file, names) => ({ file: `dist/${file}.js`, format: 'iife', intro, plugins: [minify(names)] });

/** Reading a property of a schema has no effect. */
const treeshake = { propertyReadSideEffects: false };

/**
 * The core.
 * @param files the built files that it can load, by what needs them
 * @param names receives the short names of its private fields
 */
export const coreFile = (files, names) => ({
  input: src('motcua.ts'),
  treeshake,
  plugins: browser(files),
  output: { ...output('motcua', names), name: 'motcuaCopy', exports: 'none' },
});

/** A classic script that waits on the page's queue for the core, and imports from it. */
const onCore = (file, code, { exports, names }) => ({
  input: 'entry',
  treeshake,
  external: id => /^(?:lit|@lit)(?:\/|$)/.test(id) || id.includes(`${sep}src${sep}core${sep}`),
  plugins: [virtual({ entry: code }), ...browser(), onlyFromCore(exports)],
  output: {
    ...output(file, structuredClone(names)),
    globals: () => 'motcuaCore',
    banner: '!function(w){var q=w.motcua;(q&&q.push?q:w.motcua=[]).push(function(motcuaCore){',
    footer: '})}(window);',
  },
});

/** A script that does not import from the core. */
const alone = (file, code, plugins = browser()) => ({
  input: 'entry',
  treeshake,
  plugins: [virtual({ entry: code }), ...plugins],
  output: output(file),
});

const classOf = tag => tag.slice(3).replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());

/** A widget. It is defined in a task after the script's own, so that the page can answer a touch between the two. */
export const widgetFile = (tag, core) =>
  onCore(
    tag,
    `import { ${classOf(tag)} } from ${quoted(`widgets/${tag.slice(3)}/${tag.slice(3)}.ts`)};
     import { define } from ${quoted('core/index.ts')};
     setTimeout(() => define({ '${tag}': ${classOf(tag)} }));`,
    core,
  );

const push = '(window.motcua = window.motcua || []).push';

/** A plugin of ours that registers itself. */
export const pluginFile = name =>
  alone(name, `import { ${name} } from ${quoted(`plugins/${name}.ts`)}; ${push}(${name});`);

const lazy = (name, path) =>
  `import { ${name} } from ${quoted(path)}; ${push}(core => core.provideModule('${name}', ${name}));`;

/** The lazy modules: `agencies`, `dossiers`, `payment`, `screen`, `several`, `subscribe` and `tickets` render by the core's Lit, `map` needs the whole contract, `proof` and `scan` neither. */
export const lazyFiles = core => ({
  agencies: onCore('agencies', lazy('agencies', 'widgets/appointment-booker/agency/lazy.ts'), core),
  dossiers: onCore('dossiers', lazy('dossiers', 'widgets/status-lookup/lazy.ts'), core),
  map: alone('map', lazy('map', 'mapping/browser.ts'), [...sources(), nodeResolve({ browser: true }), commonjs()]),
  payment: onCore('payment', lazy('payment', 'widgets/status-lookup/lazy-payment.ts'), core),
  proof: alone('proof', lazy('proof', 'core/proof-of-work.ts')),
  scan: alone('scan', lazy('scan', 'widgets/status-lookup/scan/lazy.ts')),
  screen: onCore('screen', lazy('screen', 'widgets/duty-roster/lazy.ts'), core),
  several: onCore('several', lazy('several', 'widgets/status-lookup/several/lazy.ts'), core),
  subscribe: onCore('subscribe', lazy('subscribe', 'widgets/status-lookup/subscribe/lazy.ts'), core),
  tickets: onCore('tickets', lazy('tickets', 'widgets/appointment-booker/ticket/lazy.ts'), core),
});

/** The script of pages in frames. */
export const frameFile = alone('frame', `import ${quoted('embed/iframe-resizer.ts')};`);

/** Televisions of 2018. */
const tvFloor = { to: 'chrome53', ecma: 2015 };

/** The scripts of the page of a hall screen, and of its service worker. */
export const tvFiles = ['main', 'worker'].map(name => ({
  input: src(`tv/${name}.ts`),
  plugins: sources(),
  output: { file: `dist/tv/${name === 'main' ? 'tv' : name}.js`, format: 'iife', plugins: [minify({}, tvFloor)] },
}));

/** Core and widgets in one file. */
export const allFile = files => ({
  input: src('motcua.all.ts'),
  treeshake,
  plugins: browser(files),
  output: output('motcua.all'),
});

/** What the core exports. */
export const coreExports = { input: src('core/index.ts'), plugins: browser(), output: { format: 'es' } };

export default allFile({});
