import { texts } from './tv.texts.ts';

/** `Quầy 3` is a large 3; another name, as that of a room, stays as it is. */
export const shortCounter = (name: string): string => (texts.numberedCounter.exec(name.trim()) || [name, name])[1]!;
