/** ESLint selectors of what the oldest browsers (build/rollup/minify.js) do not have. Syntax is lowered by the build. */
export const floorRules = [
  {
    selector: "MemberExpression[object.name='AbortSignal'][property.name=/^(timeout|any)$/]",
    message: 'missing in the oldest supported browsers',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(at|replaceAll|findLast|toSorted|toReversed|structuredClone|isWellFormed)$/]',
    message: 'missing in the oldest supported browsers',
  },
  { selector: "CallExpression[callee.name='structuredClone']", message: 'missing in the oldest supported browsers' },
  {
    selector: "MemberExpression[object.name='Object'][property.name=/^(hasOwn|groupBy)$/]",
    message: 'missing in the oldest supported browsers',
  },
];
