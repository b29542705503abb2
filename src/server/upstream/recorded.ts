import { safeParse } from 'valibot';
import { type Operation, operations } from '../../contract/index.ts';
import { type Input, requestOf } from '../../contract/requests/index.ts';
import {
  type CallOptions,
  type Exchange,
  ExchangeFailed,
  MapFailed,
  type MappedApi,
  type Mistake,
} from '../../mapping/index.ts';
import { type Cookies, readCookies } from './cookies.ts';
import { readXml } from './xml.ts';

/** What is recorded of an answer; `status` is 200 without one. */
interface Recorded {
  status?: number | undefined;
  headers?: Record<string, string> | undefined;
  body?: unknown;
}

/** Replays recorded answers in order. */
export function replay(recorded: readonly Recorded[]): Exchange {
  let next = 0;
  return async () => {
    const { status = 200, headers = {}, body } = recorded[next++] ?? {};
    if (next > recorded.length) throw new ExchangeFailed('network');
    const cookies: Cookies = new Map();
    readCookies(new Response(null, { headers }), cookies);
    return {
      status,
      headers,
      cookies: Object.fromEntries(cookies),
      text: typeof body === 'string' ? body : JSON.stringify(body),
    };
  };
}

/** As long as a signature. */
const noSignature = '.'.padEnd(44, '-');

/** `$seal` and `$open` without a key, as long as the server's own. */
export const unsigned: Required<Pick<CallOptions, 'seal' | 'open'>> = {
  seal: value => Buffer.from(JSON.stringify(value)).toString('base64url') + noSignature,
  open: sealed => {
    try {
      return JSON.parse(Buffer.from(sealed.split('.')[0]!, 'base64url').toString()) as unknown;
    } catch {
      return undefined;
    }
  },
};

/**
 * Tries the operations of a map that write and have recorded answers, without the system: an answer that does not fit
 * is found before a citizen has booked.
 */
export async function tryRecorded(map: MappedApi): Promise<Mistake[]> {
  const mistakes: Mistake[] = [];
  for (const operation of operations as readonly Operation[]) {
    const { input, recorded } = map.file.examples?.[operation.name] ?? {};
    const own = map.file.operations[operation.name];
    const read = safeParse(requestOf(operation).input, input);
    // Steps that are sent together may ask in another order than they were recorded.
    if (!operation.writes || !recorded || !read.success || !own || own.steps?.some(({ beside }) => beside)) continue;
    const fault = await faultOf(map, operation, read.output as Input<Operation>, recorded);
    // Requests depend on the day and the environment; what follows a write must not fail.
    if (fault && (fault.path[0] === 'define' || fault.path[2] === 'answer'))
      mistakes.push({ path: fault.path, message: fault.why });
  }
  return mistakes;
}

async function faultOf(
  map: MappedApi,
  operation: Operation,
  input: Input<Operation>,
  recorded: readonly Recorded[],
): Promise<MapFailed | undefined> {
  const options = { exchange: replay(recorded), readXml, ...unsigned, key: 'key', now: new Date(), env: () => '1' };
  try {
    await map.call(operation, input, options);
  } catch (error) {
    const fault = (error as Error).cause ?? error;
    if (fault instanceof MapFailed) return fault;
  }
  return undefined;
}
