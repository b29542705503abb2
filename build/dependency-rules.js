/**
 * Which sources may import which (dependency-cruiser). Types count too. Layers, each importing only those before it:
 *   browser: domain, contract, core, widgets; mapping imports only domain and contract; plugins on all of these
 *   server:  platform, http, ui, matters, then officer, background, sample, cli and app
 */
/** The lazy module through which the browser's client calls a map: mapping itself is used by the server too. */
const mapModule = '^src/mapping/browser[.]ts$';
const matters =
  '(agencies|procedures|dossiers|feedback|guides|duties|booking|calls|screens|notifications|upstream|snippet-builder)';

/** A folder that imports only itself and the allowed ones. */
const layer = (name, folder, allowed) => ({
  name,
  severity: 'error',
  from: { path: `^src/${folder}/`, pathNot: mapModule },
  to: { path: '^src/', pathNot: [folder, ...allowed].map(known => `^src/${known}/`) },
});

export default {
  forbidden: [
    { name: 'no import circle', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    layer('domain imports nothing', 'domain', []),
    layer('contract imports only domain', 'contract', ['domain']),
    layer('core imports only contract', 'core', ['domain', 'contract']),
    layer('mapping imports only contract', 'mapping', ['domain', 'contract']),
    {
      name: 'the map module imports only core and mapping',
      severity: 'error',
      from: { path: mapModule },
      to: { path: '^src/', pathNot: '^src/(domain|contract|core|mapping)/' },
    },
    {
      name: 'the map module is imported only by entries',
      severity: 'error',
      from: { path: '^src/(domain|contract|core|mapping|widgets|server)/' },
      to: { path: mapModule },
    },
    layer('widgets import only core', 'widgets', ['domain', 'contract', 'core']),
    layer('plugins import only the library', 'plugins', ['domain', 'contract', 'core', 'mapping', 'widgets']),
    layer('embed imports nothing', 'embed', []),
    layer('the page of a screen imports only the contract', 'tv', ['domain', 'contract']),
    {
      name: 'a widget imports no other widget',
      severity: 'error',
      from: { path: '^src/widgets/([^/]+)/' },
      to: { path: '^src/widgets/', pathNot: ['^src/widgets/$1/', '^src/widgets/shared/'] },
    },
    {
      name: 'only the server imports the server',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/server/' },
      to: { path: '^src/server/' },
    },
    layer('platform imports only the library', 'server/platform', ['domain', 'contract', 'mapping']),
    layer('http imports only platform', 'server/http', ['domain', 'contract', 'mapping', 'server/platform']),
    layer('ui imports only http', 'server/ui', ['domain', 'contract', 'mapping', 'server/platform', 'server/http']),
    {
      name: 'a matter does not import the shell',
      severity: 'error',
      from: { path: `^src/server/${matters}/` },
      to: {
        path: [
          '^src/server/(officer|background|sample|cli)/',
          '^src/server/[^/]+[.]ts$',
          '^src/(core|widgets|plugins|embed)/',
        ],
      },
    },
    {
      name: 'officer and background import no entry',
      severity: 'error',
      from: { path: '^src/server/(officer|background)/' },
      to: { path: ['^src/server/(sample|cli)/', '^src/server/[^/]+[.]ts$'] },
    },
    {
      name: 'only entries import the command line',
      severity: 'error',
      from: { path: '^src/server/', pathNot: ['^src/server/cli/', '^src/server/main[.]ts$'] },
      to: { path: '^src/server/cli/' },
    },
    {
      name: 'a matter is imported through its index',
      severity: 'error',
      from: { path: '^src/server/([^/]+)/' },
      to: { path: `^src/server/${matters}/`, pathNot: ['^src/server/$1/', '/index[.]ts$'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
};
