import { cemValidatorPlugin } from '@wc-toolkit/cem-validator';
import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';
import { readFileSync } from 'node:fs';

/** Custom properties are documented in the shared style sheet: their meaning and default. */
const sheet = readFileSync('src/core/tokens.styles.ts', 'utf8');
const cssProperties = [...sheet.matchAll(/@cssprop (--[\w-]+) - (.*)/g)].map(([, name, description]) => ({
  name,
  description,
  default: new RegExp(`var\\(${name}, (.*)\\);`).exec(sheet)?.[1],
}));

/** The manifest has the public API only, and the paths of the package. */
const onlyPublic = {
  name: 'only-public',
  packageLinkPhase({ customElementsManifest: manifest }) {
    manifest.schemaVersion = '2.1.0';
    manifest.modules = manifest.modules
      .filter(({ declarations = [] }) => declarations.some(({ customElement }) => customElement))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const module of manifest.modules) {
      module.path = module.path.replace(/^src\/(.*)\.ts$/, 'dist/esm/$1.js');
      for (const { declaration } of module.exports) if (!declaration.package) declaration.module = module.path;
      for (const element of module.declarations.filter(({ customElement }) => customElement)) {
        element.members = element.members.filter(({ name, privacy }) => !privacy && !name.startsWith('#'));
        element.events &&= element.events.filter(({ name }) => name?.startsWith('mc-'));
        if (element.cssParts) element.cssProperties = cssProperties;
        module.exports.push({
          kind: 'custom-element-definition',
          name: element.tagName,
          declaration: { name: element.name, module: module.path },
        });
      }
    }
  },
};

const outdir = 'dist/editors';

export default {
  globs: ['src/widgets/*/*.ts', 'src/core/portal-element.ts'],
  exclude: ['src/**/*.texts.ts', 'src/**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [
    onlyPublic,
    cemValidatorPlugin({ packageJsonPath: 'package.json', cemFileName: 'custom-elements.json' }),
    customElementVsCodePlugin({ outdir, hideLogs: true }),
    customElementJetBrainsPlugin({ outdir, hideLogs: true, packageJson: false }),
  ],
};
