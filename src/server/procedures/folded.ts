import { foldDiacritics } from '../../domain/fold-diacritics.ts';

interface Folded {
  code: string;
  name: string;
  words: Record<string, unknown> | null;
  facts: Record<string, unknown>;
}

/** What a procedure is found by: code, name, synonyms and its English name, folded and separated by ` | `. */
export function foldedProcedure({ code, name, facts, words }: Folded): string {
  const english = (words?.['en'] as Record<string, string> | undefined)?.['name'] ?? '';
  return foldDiacritics([code, name, ...((facts['synonyms'] as string[] | undefined) ?? []), english].join(' | '));
}
