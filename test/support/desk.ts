import { addOfficer, type Officer } from '../../src/server/platform/officers.ts';
import type { Db } from '../../src/server/platform/database.ts';
import { startSession } from '../../src/server/platform/sessions.ts';
import { ward, type Backend } from './backend.ts';

/** An officer, whose pages and forms go over HTTP. */
export interface DeskOfficer {
  headers: Record<string, string>;
  open(path: string): Promise<string>;
  /** Submits a form with the CSRF token of its page. */
  send(path: string, fields: Record<string, string>): Promise<{ status: number; page: string; to: string | null }>;
  /** Submits a file with the form of its page. */
  upload(path: string, file: string | Uint8Array<ArrayBuffer>): Promise<{ status: number; page: string }>;
}

/** Later than any clock of a test: a session of then is never idle. */
const never = new Date('2190-01-01T00:00:00Z');

type NewOfficer = Partial<Pick<Officer, 'agency' | 'role' | 'name'>>;

/** Adds an officer; returns the headers of a session that does not end. */
export async function officerHeaders(
  db: Db,
  id = 'thu',
  { agency = ward, role = 'officer', name = `Cán bộ ${id}` }: NewOfficer = {},
): Promise<Record<string, string>> {
  await addOfficer(db, { id, name, agency, role });
  const userAgent = 'test';
  const value = await startSession(db, { officer: id, method: 'oidc', shared: false, userAgent, now: never });
  return { Cookie: `motcua-desk=${value}`, 'User-Agent': userAgent };
}

/** The CSRF token of a page. */
export const formTokenIn = (page: string): string => /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '';

export async function signedIn(server: Backend, id = 'thu', officer: NewOfficer = {}): Promise<DeskOfficer> {
  const headers = await officerHeaders(server.database.db, id, officer);
  const open = async (path: string) => (await server.app.request(path, { headers })).text();
  const token = async () => formTokenIn(await open('/desk/account'));
  const post = async (path: string, body: URLSearchParams | FormData) => {
    const answer = await server.app.request(path, { method: 'POST', headers, body });
    return { status: answer.status, page: await answer.text(), to: answer.headers.get('Location') };
  };
  return {
    headers,
    open,
    send: async (path, fields) => post(path, new URLSearchParams({ token: await token(), ...fields })),
    upload: async (path, file) => {
      const form = new FormData();
      form.set('token', await token());
      form.set('file', new File([file], 'lich.csv', { type: 'text/csv' }));
      return post(path, form);
    },
  };
}
