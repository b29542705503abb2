import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { minify } from 'terser';
import ts from 'typescript';

const src = join(import.meta.dirname, 'src');

/** What the floor (Chrome 80, Safari 13.1, Firefox 78) understands; ES2017 would cost every phone 1.2 KB for nobody. */
const target = 'es2020';

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8'));

/** TypeScript in, names of the build filled in. */
const typescript = (files, whole = false) => ({
  name: 'typescript',
  async transform(code, id) {
    if (!id.endsWith('.ts')) return null;
    const source = !whole && id.includes(`${sep}contract${sep}`) ? onlyAnswers(code) : await smallSheets(code);
    const { code: js, map } = await transform(plainPrivates(source), {
      loader: 'ts',
      target: 'es2022',
      sourcemap: true,
      sourcefile: id,
      define: { MOTCUA_VERSION: JSON.stringify(version), MOTCUA_FILES: JSON.stringify(files) },
      tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
    });
    return { code: plainDecorators(js), map };
  },
});

/**
 * `#name` as a short plain property: lowered, it would become a WeakMap per field, a tenth of the whole size. The
 * compiler has already seen to it that nobody else reaches for it. The short names begin with `$`: Lit's own properties
 * are single letters, and a widget's file does not know which.
 */
const privateNames = byUse(
  ['core', 'widgets', 'mapping']
    .flatMap(folder => readdirSync(join(src, folder), { recursive: true }).map(file => join(src, folder, file)))
    .filter(file => file.endsWith('.ts'))
    .flatMap(file => [...readFileSync(file, 'utf8').matchAll(/#[a-z]\w*/gi)].map(([name]) => name)),
);

/** The shortest for those that are written most. */
function byUse(names) {
  const uses = new Map();
  for (const name of names) uses.set(name, (uses.get(name) ?? 0) + 1);
  return [...uses.keys()].sort((a, b) => uses.get(b) - uses.get(a) || (a < b ? -1 : 1));
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_';
const short = at =>
  (at < letters.length ? '' : short(Math.floor(at / letters.length) - 1)) + letters[at % letters.length];

function plainPrivates(code) {
  const at = [];
  const visit = node => {
    if (ts.isPrivateIdentifier(node)) at.push([node.getStart(), node.text]);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.ts', code, ts.ScriptTarget.ES2022, true));
  for (const [start, name] of at.reverse()) {
    code = `${code.slice(0, start)}$${short(privateNames.indexOf(name))}${code.slice(start + name.length)}`;
  }
  return code;
}

/** Style sheets without the spaces that people need. */
async function smallSheets(code) {
  for (const [literal, sheet] of code.matchAll(/(?<=\bcss)`([^`$]*)`/g)) {
    const { code: css } = await transform(sheet, { loader: 'css', minify: true, target: 'chrome80' });
    code = code.replace(literal, () => `\`${css.trim()}\``);
  }
  return code;
}

/**
 * A browser asks and checks answers: the schemas of inputs and the lists of errors of operations are for the server and
 * the docs, and so is the form of an identifier that a widget only hands back. A problem has `errors` too: they stay.
 */
const onlyAnswers = code =>
  code
    .replace(/^export const \w+ = \{$[^]*?^\} satisfies Operation;$/gm, operation =>
      operation.replace(/^  (?:input|errors): (?:.*,|[^]*?^  [\])}]+,)$/gm, ''),
    )
    .replace(/pipe\(string\(\), (?:maxLength|regex)\(.*\)(?=;)/g, 'string()');

/**
 * Lit makes a Trusted Types policy of its own name, unguarded: it gets ours (src/core/policy.ts). And it keeps its
 * versions in globals of the page: they become its own.
 */
const tameLit = {
  name: 'tame-lit',
  transform(code, id) {
    if (!/(?:lit-html|lit-element|reactive-element)[\\/]\w[\w-]*\.js$/.test(id)) return null;
    const globals = /\b\w+(?=\.(?:litPropertyMetadata|reactiveElementVersions|litHtmlVersions|litElementVersions)\b)/g;
    const own = code
      .replace(globals, 'motcuaLit')
      .replace(/(?<![.\w])litPropertyMetadata/g, 'motcuaLit.litPropertyMetadata');
    if (!id.endsWith('lit-html.js')) return own === code ? null : `const motcuaLit={};${own}`;
    const tame = own.replace(/\w+\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\)/, 'motcuaPolicy');
    if (tame === own) throw new Error('lit-html has changed: its Trusted Types policy was not found');
    return `import { policy as motcuaPolicy } from ${JSON.stringify(join(src, 'core/policy.ts'))};const motcuaLit={};${tame}`;
  },
};

/** Each field has one decorator, which only registers it: called as it is, it needs none of the compiler's helpers. */
const plainDecorators = code => {
  const plain = code
    .replace(/^var __defProp = [^]*?^var __decorateClass = [^]*?^};$/m, '')
    .replace(/__decorateClass\(\[\s*([^,]*?)\s*\], (\w+\.prototype), ("\w+")(?:, \d)?\);/g, '$1($2, $3);');
  if (plain.includes('__decorateClass'))
    throw new Error('a field with two decorators, or esbuild words its helper anew');
  return plain;
};

const shapes = join(src, 'core/schema-lite.ts');
const known = [...readFileSync(shapes, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);

/** What the contract takes from valibot. The linter keeps variables of the other sources from being taken for these. */
export const fromValibot = [
  ...new Set(
    readdirSync(join(src, 'contract')).flatMap(file =>
      [...readFileSync(join(src, 'contract', file), 'utf8').matchAll(/import \{([^}]+)\} from 'valibot'/g)].flatMap(
        ([, names]) => names.split(',').map(name => name.trim()),
      ),
    ),
  ),
].filter(name => /^[a-z]/.test(name) && !name.startsWith('type '));

/** A browser checks shapes with a few lines of ours in valibot's place; what these lack may stand only in what goes unused. */
const smallShapes = {
  name: 'small-shapes',
  resolveId: id => (id === 'valibot' ? '\0shapes' : null),
  load(id) {
    if (id !== '\0shapes') return null;
    const others = fromValibot.filter(name => !known.includes(name));
    return `export * from ${JSON.stringify(shapes)};${others.map(name => `export function ${name}() { throw 'schema-lite.ts lacks ${name}'; }`).join('')}`;
  },
  renderChunk(code) {
    const [lacks] = /schema-lite.ts lacks \w+/.exec(code) ?? [];
    if (lacks) this.error(lacks);
    return null;
  },
};

/** MooTools puts an `Event` of its own in the place of the browser's. */
const intro = 'const Event=Object.getPrototypeOf(UIEvent);';

/** What a library calls and the floor does not have yet; our own sources are kept from it by the linter. */
const newer = /\bObject\.(?:hasOwn|groupBy)\b|\.(?:replaceAll|findLast|toSorted|at)\(|\bstructuredClone\b/;
const older = code => {
  const plain = code.replace(/\bObject\.hasOwn\(/g, 'Object.prototype.hasOwnProperty.call(');
  const [found] = newer.exec(plain) ?? [];
  if (found) throw new Error(`${found} is not there at the floor`);
  return plain;
};

/** Lowered and small; nothing but ASCII, because the page's charset decides how a script without one is read. */
const small = {
  name: 'small',
  async renderChunk(code) {
    const lowered = await transform(code, { target, legalComments: 'none' });
    const { code: minified } = await minify(older(lowered.code), {
      ecma: 2020,
      compress: { passes: 3, pure_getters: true, keep_fargs: false, unsafe_methods: true, unsafe_arrows: true },
      format: { ascii_only: true, comments: false },
    });
    // Only template literals still have line breaks: markup, where they mean a space.
    return { code: `${minified.replace(/\n\s*/g, ' ').replaceAll('> <', '><').trim()}\n`, map: null };
  },
};

/** Making a shape, or reading a part of one, has no effect: those that nobody uses go. */
const treeshake = {
  propertyReadSideEffects: false,
  manualPureFunctions: [...new Set([...known, ...fromValibot, 'text'])],
};

const plugins = files => [smallShapes, typescript(files), tameLit, nodeResolve({ browser: true })];

/** Refuses a widget that needs something the core does not carry. */
const onlyFromCore = names => ({
  name: 'only-from-core',
  generateBundle(_, bundle) {
    for (const { importedBindings = {} } of Object.values(bundle)) {
      for (const [from, bindings] of Object.entries(importedBindings)) {
        const missing = bindings.filter(name => !names.includes(name));
        if (missing.length) this.error(`core/index.ts does not export ${missing.join(', ')} (from ${from})`);
      }
    }
  },
});

const classOf = tag => tag.slice(3).replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());

/** A classic script that waits for the core on the page's queue, and hangs on it. */
const onCore = (file, code, names) => {
  const entry = `\0${file}`;
  return {
    input: entry,
    treeshake,
    external: id => /^(?:lit|@lit|valibot)(?:\/|$)/.test(id) || id.includes(`${sep}src${sep}core${sep}`),
    plugins: [
      {
        name: 'entry',
        resolveId: id => (id === entry ? id : null),
        load: id => (id === entry ? code : null),
      },
      ...plugins({}),
      onlyFromCore(names),
    ],
    output: {
      file: `dist/${file}.js`,
      format: 'iife',
      intro,
      globals: () => 'motcuaCore',
      banner: '!function(w){var q=w.motcua;(q&&q.push?q:w.motcua=[]).push(function(motcuaCore){',
      footer: '})}(window);',
      plugins: [small],
    },
  };
};

/** One widget's file. */
export const widgetFile = (tag, names) =>
  onCore(
    tag,
    `import { ${classOf(tag)} } from ${JSON.stringify(join(src, `widgets/${tag.slice(3)}/${tag.slice(3)}.ts`))};
     import { define } from ${JSON.stringify(join(src, 'core/index.ts'))};
     define({ '${tag}': ${classOf(tag)} });`,
    names,
  );

/** The core: Lit once, the portal, the client, and where the widgets' files are. */
export const coreFile = files => ({
  input: 'src/motcua.ts',
  treeshake,
  plugins: plugins(files),
  output: { file: 'dist/motcua.js', format: 'iife', intro, name: 'motcuaCopy', exports: 'none', plugins: [small] },
});

/** A small file that is only `code`. */
const inline = (name, code, file, others = plugins({})) => ({
  input: `\0${name}`,
  treeshake,
  plugins: [
    {
      name: 'entry',
      resolveId: id => (id === `\0${name}` ? id : null),
      load: id => (id === `\0${name}` ? code : null),
    },
    ...others,
  ],
  ...(file && { output: { file: `dist/${file}`, format: 'iife', intro, plugins: [small] } }),
});

const push = '(window.motcua = window.motcua || []).push';

/** A plugin of ours that registers itself: the words of a language, the themes. */
export const pluginFile = name =>
  inline(
    name,
    `import { ${name} } from ${JSON.stringify(join(src, `plugins/${name}.ts`))}; ${push}(${name});`,
    `${name}.js`,
  );

/** What only a page for frames has. */
export const frameFile = inline('frame', `import ${JSON.stringify(join(src, 'embed/iframe-resizer.ts'))};`, 'frame.js');

/** A heavy part that a widget loads when it needs it. The one that reads maps goes by the whole contract, not by its small shapes. */
export const partFile = (name, names) =>
  hangsOnCore.includes(name)
    ? onCore(
        name,
        `import { ${name} } from ${JSON.stringify(join(src, lazyModules[name]))};
         import { provideModule } from ${JSON.stringify(join(src, 'core/index.ts'))};
         provideModule('${name}', ${name});`,
        names,
      )
    : inline(
        name,
        `import { ${name} } from ${JSON.stringify(join(src, lazyModules[name]))}; ${push}(core => core.provideModule('${name}', ${name}));`,
        `${name}.js`,
        name === 'map' ? [typescript({}, true), nodeResolve({ browser: true }), commonjs()] : undefined,
      );

/** Where each lazily loaded module has its source. */
const lazyModules = {
  agencies: 'widgets/appointment-booker/agency/lazy.ts',
  map: 'mapping/browser.ts',
  proof: 'core/proof-of-work.ts',
  tickets: 'widgets/appointment-booker/ticket/lazy.ts',
};

/** Parts that draw, with the core's own Lit. */
const hangsOnCore = ['agencies', 'tickets'];

/** Everything in one, but for heavy parts that most pages never use. */
export const allFile = parts => ({
  input: 'src/motcua.all.ts',
  treeshake,
  plugins: plugins(parts),
  output: { file: 'dist/motcua.all.js', format: 'iife', intro, plugins: [small] },
});

/** The contract as a browser has it, for the test that holds it to the server's. */
export const contractFile = inline(
  'contract',
  `export { operations, Problem } from ${JSON.stringify(join(src, 'contract/index.ts'))}; export { safeParse } from 'valibot';`,
);

/** Only to learn which names the core carries. */
export const coreNames = { input: 'src/core/index.ts', plugins: plugins({}), output: { format: 'es' } };

export default allFile({});
