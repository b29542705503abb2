import { type InferOutput, looseObject, string } from './schema.ts';

/** Text of the backend by language; Vietnamese is always present. */
export const LocalizedText = looseObject({ vi: string() });
export type LocalizedText = InferOutput<typeof LocalizedText>;
