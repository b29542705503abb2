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

/** What the televisions of 2018 do not have (Chromium 53): their page is the backend's own. */
export const tvFloorRules = [
  ...floorRules,
  {
    selector:
      'CallExpression[callee.property.name=/^(padStart|padEnd|flat|flatMap|finally|matchAll|append|prepend|replaceChildren|toggleAttribute|trimStart|trimEnd)$/]',
    message: 'missing in Chromium 53',
  },
  {
    selector: "MemberExpression[object.name='Object'][property.name=/^(entries|values|fromEntries)$/]",
    message: 'missing in Chromium 53',
  },
  {
    selector: 'Identifier[name=/^(globalThis|AbortController|ResizeObserver|getOwnPropertyDescriptors)$/]',
    message: 'missing in Chromium 53',
  },
];
