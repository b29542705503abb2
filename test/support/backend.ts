import type { Hono } from 'hono';
import type { Slug } from '../../src/contract/index.ts';
import { createApp, type AppOptions } from '../../src/server/app.ts';
import type { Database } from '../../src/server/platform/database.ts';
import { sampleFactors } from '../../src/server/sample/dossiers.ts';
import { monday } from './database.ts';

export const ward = '26506';
export const openWard = '26526';
/** Requires a proof once a test has enabled it. */
export const provingWard = '26704';

/** The backend under test, without a port. */
export interface Backend {
  app: Hono;
  database: Database;
  /** Moves the server's clock. */
  at(now: Date): void;
  get(path: string): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  write(body: unknown, key?: string): Promise<Response>;
  /** Sends a write to the API. */
  send(path: string, body: object, key?: string): Promise<Response>;
  /** The code of a sample dossier by its number. */
  code(number: number): Promise<string>;
}

export async function backend(database: Database, options: AppOptions = {}): Promise<Backend> {
  let now = monday;
  const app = await createApp(database, {
    origins: ['https://portal.example'],
    clock: () => now,
    // Race tests send many requests at once: load shedding must not reject them.
    loadShedding: { maxConcurrent: 10_000, lag: 600_000 },
    ...options,
  });
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    app,
    database,
    at: to => {
      now = to;
    },
    get: async path => app.request(path),
    post,
    write: (body, key = newKey()) => post('/api/feedback', body, { 'Idempotency-Key': key }),
    send: (path, body, key = newKey()) => post(`/api${path}`, { agency: ward, ...body }, { 'Idempotency-Key': key }),
    code: async number => {
      const row = await database.db
        .selectFrom('dossier')
        .select('code')
        .where('code', 'like', `%-${String(number).padStart(4, '0')}`)
        .executeTakeFirstOrThrow();
      return row.code;
    },
  };
}

let keys = 0;
export const newKey = () => `key-for-a-test-${String(++keys).padStart(6, '0')}`;

/** The input that finds a sample dossier. */
export const question = (code: string, number: number, agency = ward) => ({
  agency,
  code,
  factor: { kind: 'phoneLast4', value: sampleFactors(number).phoneLast4 },
});

/** Slug and status of a refusal. */
export async function refusal(response: Response): Promise<{ slug: Slug; status: number }> {
  const problem = (await response.json()) as { type: string; status: number };
  return { slug: problem.type.split('#')[1] as Slug, status: response.status };
}
