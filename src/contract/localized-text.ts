import { type InferOutput, looseObject, string } from './schema.ts';

/** Text of the backend by language; Vietnamese is always present. */
export const LocalizedText = looseObject({ vi: string() });
export type LocalizedText = InferOutput<typeof LocalizedText>;

/**
 * Translations of the texts beside it, by language and by the name of the text: `{ "en": { "name": "Certified copy" } }`.
 * Where one is missing, the Vietnamese text is shown, marked as Vietnamese.
 */
export const Words = looseObject({});
