const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it may stand in markup and in a quoted attribute. */
export const encodeEntities = (text: string): string => text.replace(/[&<>"]/g, sign => signs[sign] ?? sign);
