import { dirname, resolve } from 'node:path';

/** Puts a module in the place of another, for everyone who imports that one by a relative path. */
export const replaceModule = (from, to) => ({
  name: 'replace-module',
  resolveId: (source, importer) => (importer && resolve(dirname(importer), source) === from ? to : null),
});
