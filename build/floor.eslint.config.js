import { floorRules } from './floor-rules.js';

/** Holds the built files, libraries included, to the oldest browsers. Run by `npm run check`. */
export default [
  {
    files: ['dist/*.js'],
    languageOptions: { ecmaVersion: 2020, sourceType: 'script' },
    rules: { 'no-restricted-syntax': ['error', ...floorRules] },
  },
];
