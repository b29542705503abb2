const zoneMs = 7 * 3600_000;

/** An instant as the contract writes it: whole seconds, with the offset of Viet Nam. */
export function isoInstant(instant: Date): string {
  return `${new Date(instant.getTime() + zoneMs).toISOString().slice(0, 19)}+07:00`;
}
