export default {
  globs: ['src/widgets/*/*.ts', 'src/core/portal-element.ts'],
  exclude: ['src/**/*.texts.ts', 'src/**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
};
