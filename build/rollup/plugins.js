import { nodeResolve } from '@rollup/plugin-node-resolve';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cssLiterals } from './css-literals.js';
import { htmlLiterals } from './html-literals.js';
import { litGlobal } from './lit-global.js';
import { privateFields } from './private-fields.js';
import { pureSchemas } from './pure-schemas.js';
import { replaceModule } from './replace-module.js';
import { typescript } from './typescript.js';

const root = join(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Our own sources as JavaScript. */
export const sources = (files = {}) => [
  privateFields(),
  cssLiterals(),
  htmlLiterals(),
  typescript({ MOTCUA_VERSION: JSON.stringify(version), MOTCUA_FILES: JSON.stringify(files) }),
];

const schema = join(root, 'src/contract/schema.ts');

/**
 * The plugins of a browser bundle; answers are checked by a few functions of ours instead of valibot's.
 * @param files the built files that the core can load, by what needs them
 */
export const browser = files => [
  replaceModule(schema, join(root, 'src/core/schema-lite.ts')),
  pureSchemas(schema),
  ...sources(files),
  litGlobal(join(root, 'src/core/lit-global.ts')),
  nodeResolve({ browser: true }),
];
