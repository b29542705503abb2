import type { DefineComponent, HTMLAttributes } from 'vue';
import type { Elements } from './elements.ts';

type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Name;

/** Vue looks up `@mc-guide-opened` as `onMcGuideOpened`, and `data-api` also as `dataApi`. */
type Props<Given> = {
  [
    Name in keyof Given as Name extends `on${infer Event}`
      ? `on${Capitalize<Camel<Event>>}`
      : Name | (Name extends string ? Camel<Name> : never)
  ]: Given[Name];
};

type InVue = { [Tag in keyof Elements]: DefineComponent<Props<Elements[Tag]> & HTMLAttributes> };

declare module 'vue' {
  interface GlobalComponents extends InVue {}
}
