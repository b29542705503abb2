import type { LitElement, PropertyDeclaration } from 'lit';

/**
 * Declares a reactive property. Lit's own decorators do the same and also speak the standard proposal, for 0.9 KB that
 * every phone would pay.
 */
export const property =
  (options?: PropertyDeclaration) =>
  (element: object, name: string): void =>
    (element.constructor as typeof LitElement).createProperty(name, options);

/** Declares reactive state that is no attribute. */
export const state = () => property({ state: true });
