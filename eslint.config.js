import { floorRules } from './build/floor-rules.js';
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import typescript from 'typescript-eslint';

/** What breaks on host pages (H1 to H8 of docs/hosts.md), and what the oldest browsers lack. */
const hostile = {
  files: ['src/{core,widgets,domain,contract,mapping,plugins,embed}/**/*.ts', 'src/*.ts'],
  rules: {
    'no-restricted-syntax': [
      'error',
      {
        selector: "CallExpression[callee.object.name='Array'][callee.property.name=/^(from|of)$/]",
        message: 'Prototype.js and MooTools break it: spread instead',
      },
      { selector: 'ForInStatement', message: 'pages put things on Object.prototype: Object.keys' },
      {
        selector: "MemberExpression[object.name='crypto'][property.name=/^(randomUUID|subtle)$/]",
        message: 'not there on plain http pages',
      },
      ...floorRules,
      { selector: 'TemplateElement[value.raw=/ style=/]', message: 'a strict policy blocks style attributes' },
    ],
  },
};

export default [
  { ignores: ['dist/', 'storybook-static/', 'node_modules/'] },
  ...typescript.configs.recommended,
  // The server's `html` is Hono's, which has its own rules.
  { ...lit.configs['flat/recommended'], ignores: ['src/server/**'] },
  wc.configs['flat/recommended'],
  {
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      '@typescript-eslint/no-empty-object-type': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': ['error', { allow: ['warn'] }],
      'wc/guard-super-call': 'off',
      'wc/no-self-class': 'off',
    },
  },
  { files: ['build/**', 'test/**', 'src/server/**', 'stories/**'], rules: { 'no-console': 'off' } },
  hostile,
];
