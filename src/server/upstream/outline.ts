/** Fields that are masked whatever their value is. */
const secretName = /pass|secret|token|api.?key|auth|signature|session|cookie|mat.?khau/i;

const maskText = '•••';

/** Masks values in a text in all their encodings: plain, URL, JSON, base64, hex. */
export function maskValues(text: string, values: readonly string[]): string {
  let shown = text;
  for (const value of [...values].sort((a, b) => b.length - a.length)) {
    if (!value) continue;
    const spellings = [
      value,
      encodeURIComponent(value),
      encodeURIComponent(value).replace(/%20/g, '+'),
      JSON.stringify(value).slice(1, -1),
      Buffer.from(value).toString('base64'),
      Buffer.from(value).toString('base64url'),
      Buffer.from(value).toString('hex'),
    ];
    for (const spelling of spellings) shown = shown.replaceAll(spelling, maskText);
  }
  return shown;
}

/** The structure of a request or response body without values: names of JSON and form fields, else only the length. */
export function outline(text: string): string {
  if (!text.trim()) return '';
  try {
    return JSON.stringify(outlineValue(JSON.parse(text), ''), null, 2);
  } catch {
    const isForm = /^[\w.%[\]-]+=[^\s<]*$/.test(text);
    return isForm ? formOutline(text) : `… (${text.length})`;
  }
}

/** A URL with the names of its query parameters, without their values. */
export function outlineUrl(url: string, values: readonly string[]): string {
  const { origin, pathname, search } = new URL(url);
  return maskValues(`${origin}${pathname}`, values) + (search ? `?${formOutline(search.slice(1))}` : '');
}

const formOutline = (form: string): string =>
  form
    .split('&')
    .map(pair => `${pair.split('=')[0]}=…`)
    .join('&');

function outlineValue(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.slice(0, 3).map(item => outlineValue(item, name));
  if (typeof value === 'object' && value)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, outlineValue(item, key)]));
  if (value === null || typeof value === 'boolean') return secretName.test(name) ? maskText : value;
  return secretName.test(name) ? maskText : typeof value === 'string' ? `… (${value.length})` : '…';
}
