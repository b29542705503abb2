/** ESLint selectors of what the oldest browsers (build/rollup/minify.js) do not have. Syntax is lowered by the build. */
export const floorRules = [
  {
    selector: "MemberExpression[object.name='AbortSignal'][property.name=/^(timeout|any)$/]",
    message: 'not there at the floor',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(at|replaceAll|findLast|toSorted|toReversed|structuredClone|isWellFormed)$/]',
    message: 'not there at the floor',
  },
  { selector: "CallExpression[callee.name='structuredClone']", message: 'not there at the floor' },
  {
    selector: "MemberExpression[object.name='Object'][property.name=/^(hasOwn|groupBy)$/]",
    message: 'not there at the floor',
  },
];
