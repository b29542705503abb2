/** `Quầy 3` is a large 3; another name, as that of a room, stays as it is. */
export const shortCounter = (name: string): string =>
  (/^(?:quầy )?(?:số )?(\d{1,3}[a-z]?)$/i.exec(name.trim()) || [name, name])[1]!;
