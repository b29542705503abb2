const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes text for markup and quoted attributes. */
export const encodeEntities = (text: string): string => text.replace(/[&<>"]/g, sign => signs[sign] ?? sign);
