/** Keys that write a mark on a letter, in Telex and VNI, as they stand in a text when the input method was off. */
const marks: readonly [RegExp, string][] = [
  [/dd|d9/g, 'd'],
  [/aa|aw|a[68]/g, 'a'],
  [/ee|e6/g, 'e'],
  [/oo|ow|o[67]/g, 'o'],
  [/uw|u7|(?<=[^aou])w/g, 'u'],
];

/** A word that was typed without an input method, `thuongf` or `ddaats` or `thuo7ng2`, without its marks. */
export const withoutTelex = (word: string): string =>
  marks
    .reduce((text, [keys, letter]) => text.replace(keys, letter), word)
    .replace(/(?<=[a-z])[1-5]|(?<=[aeiouy][a-z]{0,2})[sfrxj]$/g, '');
