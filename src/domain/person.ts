/** A name that may stand on a screen others can see: first and last syllable, `Nguyễn *** An`. */
export function maskName(name: string): string {
  const syllables = name.trim().split(/\s+/);
  const [first = ''] = syllables;
  if (syllables.length === 1) return `${first.slice(0, 1)}***`;
  return `${first} *** ${syllables[syllables.length - 1]}`;
}
