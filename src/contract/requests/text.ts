import { maxLength, minLength, pipe, string } from 'valibot';

/** A text of at most so many characters, perhaps empty. */
export const text = (characters: number) => pipe(string(), maxLength(characters));

/** A text of 1 to so many characters. */
export const filledText = (characters: number) => pipe(string(), minLength(1), maxLength(characters));
