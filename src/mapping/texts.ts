/** Messages for authors of maps: in the console, by `motcua doctor`, in the server's log. */
export const texts = {
  badExpression: (message: string, position?: number, token?: string) =>
    `not a JSONata expression: ${message}${position ? ` at sign ${position}` : ''}${token ? ` (${token})` : ''}`,
  failedExpression: (code: string, position?: number) =>
    `the expression failed: JSONata ${code}${position ? ` at sign ${position}` : ''}`,
  notWritable: (type: string) =>
    type === 'undefined' ? 'gives nothing, where text is needed' : `gives ${type}, where text or a number is needed`,
  unreadableDate: (format?: string) => `a date could not be read${format ? ` as ${format}` : ''}`,
  unreadableCaptions: (line: number) => `captions could not be read, from line ${line}`,
  onlyGateway: (name: string) => `$${name} works in the gateway only: a page has no secrets`,
  noTable: (name: string) => `there is no table ${name}`,
  noVariable: (name: string) => `the environment has no ${name}`,
  misfit: (pointer: string, expected: string, received: string) =>
    `the answer does not fit the contract: ${pointer} ${received === 'nothing' ? 'is missing' : `should be ${expected}, is ${received}`}`,
  unknownKey: 'no such key',
  nothing: 'nothing',
  didYouMean: (name: string) => `did you mean ${name}?`,
  oneOf: (names: readonly string[]) => `one of ${names.join(', ')}`,
  expected: (expected: string, received: string) => `should be ${expected}, is ${received}`,
  emptyRule: 'the rule gives nothing, so it has decided nothing: use $exists(…) for a field that may be missing',
  notEqual: 'a comparison with nothing is false: where this side may be missing, != refuses nobody',
  notEqualHint: 'write $not(a = b)',
  notJson: 'is not JSON',
  jsonHint: 'a comma, a quote or a bracket is missing or too many just before',
  noFunction: (name: string) => `there is no function $${name}`,
  functions: 'JSONata’s own, and those of docs/mapping.md',
  twoWays: 'has both steps and a request of its own',
  twoBodies: 'a request has one body: form, json or text',
  bodyOnGet: 'a GET has no body: use query',
  noBase: 'there is no base address and this path is none',
  keptWrite: 'the answer of a request that writes is not kept: only of one that reads, or of a login (keepFor)',
  besideNothing: 'there is no step before it',
  besideWrite: 'steps that are sent together only read',
  besideNeeds: (name: string) => `needs $steps.${name}, which is sent at the same time`,
  elsewhere: 'the address is not within base or hosts',
  noPreset: (name: string) => `there is no preset ${name}`,
  xmlInPage: 'XML is read in the gateway only',
};
