import { floorRules, tvFloorRules } from './floor-rules.js';

/** Holds the built files, libraries included, to the oldest browsers; those of the hall screens to older ones. Run by `npm run check`. */
export default [
  {
    files: ['dist/*.js'],
    languageOptions: { ecmaVersion: 2020, sourceType: 'script' },
    rules: { 'no-restricted-syntax': ['error', ...floorRules] },
  },
  {
    files: ['dist/tv/*.js'],
    languageOptions: { ecmaVersion: 2016, sourceType: 'script' },
    rules: { 'no-restricted-syntax': ['error', ...tvFloorRules] },
  },
];
