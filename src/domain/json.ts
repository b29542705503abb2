/**
 * Encodes plain data as JSON without calling `toJSON`: old Prototype.js adds one to arrays, which would be sent as
 * strings.
 */
export function encodeJson(value: unknown): string {
  if (Array.isArray(value)) {
    let items = '';
    for (let i = 0; i < value.length; i++) items += (i ? ',' : '') + encodeJson(value[i]);
    return `[${items}]`;
  }
  if (typeof value === 'object' && value) {
    let fields = '';
    for (const key of Object.keys(value)) {
      const field = (value as Record<string, unknown>)[key];
      if (field !== undefined) fields += `${fields && ','}${JSON.stringify(key)}:${encodeJson(field)}`;
    }
    return `{${fields}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
