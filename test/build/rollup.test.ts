import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import virtual from '@rollup/plugin-virtual';
import { rollup, type Plugin } from 'rollup';
// @ts-expect-error: plain JavaScript
import { cssLiterals } from '../../build/rollup/css-literals.js';
// @ts-expect-error: plain JavaScript
import { htmlLiterals } from '../../build/rollup/html-literals.js';
// @ts-expect-error: plain JavaScript
import { litGlobal } from '../../build/rollup/lit-global.js';
// @ts-expect-error: plain JavaScript
import { minify } from '../../build/rollup/minify.js';
// @ts-expect-error: plain JavaScript
import { onlyFromCore } from '../../build/rollup/only-from-core.js';
// @ts-expect-error: plain JavaScript
import { privateFields } from '../../build/rollup/private-fields.js';
// @ts-expect-error: plain JavaScript
import { pureSchemas } from '../../build/rollup/pure-schemas.js';
// @ts-expect-error: plain JavaScript
import { replaceModule } from '../../build/rollup/replace-module.js';
// @ts-expect-error: plain JavaScript
import { typescript } from '../../build/rollup/typescript.js';

type Transform = { transform(code: string, id: string): unknown };

/** What a plugin makes of a file; the same code when it leaves it alone. */
async function transformed(plugin: Transform, code: string, id = '/src/x.ts'): Promise<string> {
  return ((await plugin.transform(code, id)) as { code: string } | null)?.code ?? code;
}

/** A bundle of some files, of which `entry` is the first. */
async function bundled(files: Record<string, string>, plugins: Plugin[], names?: object): Promise<string> {
  const bundle = await rollup({
    input: 'entry',
    plugins: [virtual(files), ...plugins, typescript({}) as Plugin],
  });
  const { output } = await bundle.generate({ format: 'iife', name: 'made', plugins: [minify(names) as Plugin] });
  return output[0].code;
}

const run = (code: string): unknown => new Function(`${code}; return made`)();

describe('Private fields', () => {
  const plugin = privateFields() as Transform;

  it('become plain fields', async () => {
    assert.equal(
      await transformed(plugin, 'class A { #count = 1; add() { this.#count++; return this.#count; } }'),
      'class A { _count = 1; add() { this._count++; return this._count; } }',
    );
  });

  it('are not looked for in texts, comments and other files', async () => {
    const text = "const link = '#motcua:mc-status-lookup'; // #count\nconst css = `#count { color: #fff }`;";
    assert.equal(await transformed(plugin, text), text);
    assert.equal(await transformed(plugin, 'class A { #x }', '/node_modules/x.js'), 'class A { #x }');
  });

  it('of a subclass in another file are its own', async () => {
    const base = 'export class Base { #secret = 1; ofBase() { return this.#secret; } }';
    const derived = `import { Base } from '/base.ts';
      export class Derived extends Base { #secret = 2; ofDerived() { return this.#secret; } }`;
    const files = {
      entry: "export { Derived } from '/derived.ts';",
      '/base.ts': base,
      '/derived.ts': derived,
    };
    const { Derived } = run(await bundled(files, [privateFields() as Plugin])) as {
      Derived: new () => { ofBase(): number; ofDerived(): number };
    };
    const made = new Derived();

    assert.equal(made.ofBase(), 1);
    assert.equal(made.ofDerived(), 2);
  });
});

describe('Style sheets', () => {
  const plugin = cssLiterals() as Transform;

  it('lose what only people need', async () => {
    assert.equal(
      await transformed(plugin, 'export const styles = css`\n  .a {\n    color: #ff0000;\n  }\n`;'),
      'export const styles = css`.a{color:red}`;',
    );
  });

  it('keep their escapes', async () => {
    const sheet = await transformed(plugin, "const a = css`.a::after { content: '\\\\2713'; }`;");
    const css = (strings: TemplateStringsArray) => strings.join('');
    assert.match(new Function('css', `${sheet} return a`)(css) as string, /content:"(?:\\2713|✓)"/);
  });

  it('with placeholders, and other literals, are left', async () => {
    for (const code of ['css`.a { color: ${color}; }`', 'const a = `.a {  color: red }`;'])
      assert.equal(await transformed(plugin, code), code);
  });
});

describe('Markup', () => {
  const plugin = htmlLiterals() as Transform;

  it('has a space for a line break', async () => {
    assert.equal(
      await transformed(plugin, 'html`<p>\n    ${a\n}\n  <b>${html`x\n  y`}</b></p>`'),
      'html`<p> ${a\n} <b>${html`x y`}</b></p>`',
    );
  });

  it('keeps spaces within a line; texts keep their lines', async () => {
    for (const code of ['html`<b>a</b>  <b>b</b>`', 'const text = `a\n  b`;', 'css`a\n  b`'])
      assert.equal(await transformed(plugin, code), code);
  });
});

describe('Schemas', () => {
  const schema = '/src/contract/schema.ts';
  const plugin = pureSchemas(schema) as Transform;
  const file = (calls: string) => `import { object } from './schema.ts';\n${calls}`;

  it('that nobody uses are dropped, also where their functions come from elsewhere', async () => {
    const made = await transformed(
      plugin,
      file('export const used = object({ a: 1 }); export const other = object({ b: object({}) });'),
      '/src/contract/x.ts',
    );
    const bundle = await rollup({
      input: 'entry',
      external: id => id.endsWith('schema.ts'),
      plugins: [virtual({ entry: "export { used } from '/x.ts';", '/x.ts': made })],
    });
    const { output } = await bundle.generate({ format: 'es' });

    assert.match(output[0].code, /a: 1/);
    assert.doesNotMatch(output[0].code, /b:/);
  });

  it('are told by their module: a function of the same name may have effects', async () => {
    const code = "import { object } from './effects.ts';\nobject();";
    assert.equal(await transformed(plugin, code, '/src/contract/x.ts'), code);
  });
});

describe('A replaced module', () => {
  const plugin = replaceModule('/src/contract/schema.ts', '/src/core/schema-lite.ts') as {
    resolveId(source: string, importer?: string): string | null;
  };

  it('is another for everyone who imports it', () => {
    assert.equal(plugin.resolveId('./schema.ts', '/src/contract/dossier.ts'), '/src/core/schema-lite.ts');
    assert.equal(plugin.resolveId('../contract/schema.ts', '/src/core/client.ts'), '/src/core/schema-lite.ts');
  });

  it('is not one of the same name elsewhere', () => {
    assert.equal(plugin.resolveId('./schema.ts', '/src/server/x.ts'), null);
    assert.equal(plugin.resolveId('valibot', '/src/contract/schema.ts'), null);
  });
});

describe('TypeScript', () => {
  const plugin = typescript({ MOTCUA_VERSION: '"1.0"' }) as Transform;

  it('is compiled, with the constants of the build', async () => {
    assert.match(await transformed(plugin, 'export const version: string = MOTCUA_VERSION;'), /const version = "1.0";/);
  });

  it('is only in .ts files', async () => {
    const code = 'const a = MOTCUA_VERSION';
    assert.equal(await transformed(plugin, code, '/node_modules/x.js'), code);
  });
});

describe('Lit', () => {
  const plugin = litGlobal('/src/core/lit-global.ts') as Transform;
  const lit = '/node_modules/lit-html/lit-html.js';

  it('sees a global object of ours', async () => {
    const code = await transformed(plugin, 'const t = globalThis; t.litHtmlVersions; litPropertyMetadata.get(t);', lit);
    assert.match(code, /^import \{ litGlobal \} from "\/src\/core\/lit-global.ts";/);
    assert.match(code, /const t = litGlobal;\s*t\.litHtmlVersions;\s*litGlobal\.litPropertyMetadata\.get\(t\);/);
  });

  it('is only Lit: others see the page’s', async () => {
    for (const id of ['/src/core/native-globals.ts', '/node_modules/@lit/context/index.js'])
      assert.equal(await transformed(plugin, 'globalThis.x', id), 'globalThis.x');
  });
});

describe('The minifier', () => {
  it('shortens private fields alike in the core and in what imports from it, and no other names', async () => {
    const names = {};
    const core = await bundled(
      {
        entry: "export * from '/core.ts';",
        '/core.ts': 'export class A { _field = 1; other = 2; get() { return this._field } }',
      },
      [],
      names,
    );
    const widget = await bundled(
      {
        entry: "export * from '/widget.ts';",
        '/widget.ts': 'export class B { _another = 3; _field = 4; get() { return this._field + this._another } }',
      },
      [],
      structuredClone(names),
    );
    const fieldOf = (code: string, value: number) => new RegExp(`(\\$\\w+)=${value}`).exec(code)?.[1];

    assert.equal(fieldOf(core, 1), fieldOf(widget, 4));
    assert.notEqual(fieldOf(widget, 3), fieldOf(core, 1));
    assert.match(core, /other=2/);
    assert.doesNotMatch(core + widget, /_field|_another/);
  });

  it('leaves Lit’s own names, and those that jsonata compares as texts', async () => {
    const code = await bundled({ entry: 'export const a = { _$litType$: 1, _jsonata_lambda: true, __x: 2 };' }, []);
    assert.match(code, /_\$litType\$:1/);
    assert.match(code, /_jsonata_lambda:/);
    assert.match(code, /__x:2/);
  });

  it('writes only ASCII, and what the oldest browsers understand', async () => {
    const code = await bundled({ entry: "export const a = x => x?.y ?? (x ||= 'Một cửa');" }, []);
    assert.match(code, /^[\x20-\x7e\n]*$/);
    assert.doesNotMatch(code, /\|\|=/);
  });
});

describe('A widget’s file', () => {
  const check = (code: string) =>
    rollup({
      input: 'entry',
      external: id => id === 'core',
      plugins: [virtual({ entry: code }), onlyFromCore(['html']) as Plugin],
    }).then(bundle => bundle.generate({ format: 'es' }));

  it('is refused when it needs what the core does not export', async () => {
    await assert.rejects(check("export { html, render } from 'core';"), /core\/index.ts does not export render/);
  });

  it('may need what the core exports', async () => {
    await check("export { html } from 'core';");
  });

  it('and every other plugin of the build has its test here', () => {
    const here = readFileSync(import.meta.filename, 'utf8');
    const plugins = readdirSync(join(import.meta.dirname, '../../build/rollup')).filter(
      file => !['edit-source.js', 'plugins.js'].includes(file),
    );
    assert.deepEqual(
      plugins.filter(file => !here.includes(`build/rollup/${file}`)),
      [],
    );
  });
});
