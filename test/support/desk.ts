import { addOfficer, type Officer } from '../../src/server/platform/officers.ts';
import { ward, type Backend } from './backend.ts';

/** An officer, whose pages and forms go over HTTP. */
export interface DeskOfficer {
  open(path: string): Promise<string>;
  /** Submits a form with the CSRF token of its page. */
  send(path: string, fields: Record<string, string>): Promise<{ status: number; page: string; to: string | null }>;
  /** Submits a file with the form of its page. */
  upload(path: string, file: string | Uint8Array<ArrayBuffer>): Promise<{ status: number; page: string }>;
}

export async function signedIn(
  server: Backend,
  id = 'thu',
  { agency = ward, role = 'officer' }: Partial<Pick<Officer, 'agency' | 'role'>> = {},
): Promise<DeskOfficer> {
  const secret = await addOfficer(server.database.db, { id, name: `Cán bộ ${id}`, agency, role });
  const headers = { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
  const open = async (path: string) => (await server.app.request(path, { headers })).text();
  const token = async () => /name="token" value="([^"]+)"/.exec(await open('/desk/appointments'))?.[1] ?? '';
  const post = async (path: string, body: URLSearchParams | FormData) => {
    const answer = await server.app.request(path, { method: 'POST', headers, body });
    return { status: answer.status, page: await answer.text(), to: answer.headers.get('Location') };
  };
  return {
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
