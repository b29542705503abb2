const zoneMs = 7 * 3600_000;

/** Formats an instant as the contract does: RFC 3339, whole seconds, offset +07:00. */
export function isoInstant(instant: Date): string {
  return `${new Date(instant.getTime() + zoneMs).toISOString().slice(0, 19)}+07:00`;
}
