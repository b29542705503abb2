import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { manifestElements, type Element } from '../../build/element-docs.ts';
import { settingNames } from '../../src/core/settings.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const sources = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => read(`${folder}/${file}`))
    .join('\n');
const found = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort();
const names = (list: readonly { name: string }[] = []) => list.map(({ name }) => name).sort();

const elements = manifestElements();
const widgets = elements.filter(({ tagName }) => tagName !== 'mc-portal');
const core = sources('src/core');
const shared = found(core, /\bpart="([\w-]+)"/g);
const own = ({ tagName }: Element) => sources(`src/widgets/${tagName.slice(3)}`);

describe('What editors and frameworks are told of the elements', () => {
  it('is all that is public, and nothing else', () => {
    assert.equal(widgets.length, 6);
    for (const element of widgets) {
      const source = own(element);
      assert.deepEqual(
        names(element.attributes),
        ['no-title', ...found(source, /@property\([^)]*\) (\w+)/g)].sort(),
        element.tagName,
      );
      assert.deepEqual(names(element.events), found(source, /super\('(mc-[\w-]+)'/g), element.tagName);
      assert.deepEqual(
        names(element.cssParts),
        [
          ...new Set([...shared, ...found(source, /\bpart="([\w-]+)/g), ...found(source, /'((?:our|your)-move)'/g)]),
        ].sort(),
      );
      assert.deepEqual(names(element.cssProperties), found(core + source, /var\((--mc-[\w-]+)/g), element.tagName);
      assert.deepEqual(names(element.slots), ['']);
      assert.deepEqual(
        names(element.members).filter(name => !names(element.attributes).includes(name)),
        [],
      );
    }
    const [portal] = elements.filter(({ tagName }) => tagName === 'mc-portal');
    assert.deepEqual(names(portal?.attributes), settingNames.map(name => `data-${name}`).sort());
  });

  it('says of each what it is for', () => {
    for (const { tagName, description, ...element } of elements) {
      assert.ok(description, tagName);
      for (const each of [
        element.attributes,
        element.events,
        element.cssParts,
        element.cssProperties,
        element.slots,
        element.members,
      ].flatMap(list => list ?? []))
        assert.ok(each.description, `${tagName} ${each.name}`);
    }
  });

  it('is in the files for VS Code and JetBrains', () => {
    const files = ['vscode.html-custom-data.json', 'vscode.css-custom-data.json', 'web-types.json'];
    const [html = '', css = '', webTypes = ''] = files.map(file => read(`dist/editors/${file}`));
    for (const { tagName, attributes = [], cssProperties = [], cssParts = [] } of elements) {
      for (const name of [tagName, ...names(attributes)]) {
        assert.ok(html.includes(`"name": "${name}"`), `${name} for VS Code`);
        assert.ok(webTypes.includes(`"name": "${name}"`), `${name} for JetBrains`);
      }
      for (const name of [...names(cssProperties), ...names(cssParts).map(part => `part(${part})`)]) {
        assert.ok(css.includes(name), `${name} for VS Code`);
        assert.ok(webTypes.includes(name), `${name} for JetBrains`);
      }
    }
  });

  it('is in the types for templates', () => {
    const types = read('src/types/elements.ts');
    for (const { tagName, attributes = [], events = [] } of widgets) {
      const [, own = ''] = types.split(`'${tagName}':`);
      const [entry = ''] = own.split(/;\n/);
      for (const name of [...names(attributes), ...names(events)])
        assert.ok(entry.includes(`'${name}'`), `${tagName} ${name}`);
    }
  });

  it('is in the package where it says that it is', () => {
    const { exports, customElements, ...more } = JSON.parse(read('package.json')) as Record<string, string>;
    assert.ok(exports);
    for (const path of [customElements, more['web-types']]) assert.ok(read(String(path)).includes('mc-status-lookup'));
    const manifest = read('dist/custom-elements.json');
    for (const path of found(manifest, /"path": "([^"]+)"/g)) assert.ok(read(path));
  });
});
