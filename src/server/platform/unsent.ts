/** Error codes after which a request has certainly not been processed. */
const unsentCodes =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|ERR_TLS_)/;

/** The code of a failed `fetch`, `ECONNREFUSED`; empty where it has none. */
export const fetchErrorCode = (error: unknown): string =>
  ((error as Error).cause as { code?: string } | undefined)?.code ?? '';

/** Whether the request of a failed `fetch` has certainly not been processed and may be repeated. */
export const isUnsent = (error: unknown): boolean => unsentCodes.test(fetchErrorCode(error));
