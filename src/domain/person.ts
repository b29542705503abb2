/** Masks a name: first and last syllable, `Nguyễn *** An`. */
export function maskName(name: string): string {
  const syllables = name.trim().split(/\s+/);
  const [first = ''] = syllables;
  if (syllables.length === 1) return `${first.slice(0, 1)}***`;
  return `${first} *** ${syllables[syllables.length - 1]}`;
}

/** Family names that are not also first names (as Mai or Hà are). */
const familyNames = 'nguyễn nguyen trần phạm pham huỳnh huynh võ đặng bùi đỗ ngô phan trương trịnh đoàn'.split(' ');

/** Whether a name of several words begins with a family name, as `Nguyễn Hoa`. */
export function hasFamilyName(name: string): boolean {
  const [first = '', second] = name.trim().normalize('NFC').toLowerCase().split(/\s+/);
  return second !== undefined && familyNames.includes(first);
}
