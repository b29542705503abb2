/** Shows and changes a page in a framework. */
export interface State {
  shown: boolean;
  word: string;
  text: string;
  number: number;
  yes: boolean;
  array: readonly string[];
  object: object;
}

export const first: State = {
  shown: true,
  word: 'Một',
  text: 'opinion',
  number: 1,
  yes: true,
  array: ['a', 'b'],
  object: { a: 1 },
};

/** Inputs that the checks need and our elements lack. */
export interface Checked extends HTMLElement {
  kind?: string;
  number: number | undefined;
  yes: boolean | undefined;
  array: readonly string[] | undefined;
  object: object | undefined;
  camelCaseObject: object | undefined;
}

/** Our form, with those inputs beside its own. */
export const checked = (Form: new () => HTMLElement) =>
  class extends Form implements Checked {
    accessor number: number | undefined = undefined;
    accessor yes: boolean | undefined = undefined;
    accessor array: readonly string[] | undefined = undefined;
    accessor object: object | undefined = undefined;
    accessor camelCaseObject: object | undefined = undefined;
  };

/** What the test reads and changes in the page. */
export interface Turned {
  first: State;
  set(more: Partial<State>): void;
  heard: string[];
}

export const turned = ((window as unknown as { turned: Turned }).turned = { first, set() {}, heard: [] } as Turned);
export const hear = (name: string) => () => void turned.heard.push(name);
