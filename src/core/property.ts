import type { LitElement, PropertyDeclaration } from 'lit';

/** Declares a reactive property. Lit's own decorators also support standard decorators, for 238 B more. */
export const property =
  (options?: PropertyDeclaration) =>
  (element: object, name: string): void =>
    (element.constructor as typeof LitElement).createProperty(name, options);

/** Declares reactive state without an attribute. */
export const state = () => property({ state: true });
