import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An Open311 GeoReport v2 server, as in the standard or as FixMyStreet implements it. */
export interface Open311 {
  url: string;
  requests: Record<string, string>[];
  /** Marks a request as closed by the office. */
  close(id: number, notes: string): void;
  stop(): void;
}

export async function open311(dialect: 'standard' | 'fixmystreet', now = Date.now()): Promise<Open311> {
  const requests: Record<string, string>[] = [];
  const closed = new Map<number, string>();
  const fms = dialect === 'fixmystreet';
  const offset = (instant: number) => `${new Date(instant + 7 * 3600_000).toISOString().slice(0, 19)}+07:00`;
  const shown = (id: number) => {
    const own = {
      service_request_id: fms ? id : String(id),
      status: closed.has(id) ? 'closed' : 'open',
      status_notes: closed.get(id) ?? null,
      service_name: 'Vệ sinh',
      service_code: '006',
      description: requests[id - 1]?.['description'],
      agency_responsible: fms ? { recipient: ['UBND phường Vũng Tàu'] } : closed.has(id) ? 'Phòng QLĐT' : null,
      requested_datetime: fms ? offset(now).replace('T', ' ') : offset(now),
      updated_datetime: offset(now),
      expected_datetime: fms ? undefined : offset(now + 7 * 86_400_000),
      address: '12 Lê Lợi',
    };
    return fms ? { service_requests: [own] } : [own];
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', part => (body += String(part)));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
      const form = new URLSearchParams(body);
      const send = (answer: unknown, status = 200) =>
        response
          .writeHead(status, { 'Content-Type': typeof answer === 'string' ? 'text/html' : 'application/json' })
          .end(typeof answer === 'string' ? answer : JSON.stringify(answer));
      if (!(searchParams.get('jurisdiction_id') ?? form.get('jurisdiction_id')))
        return send('<!doctype html><h1>Open311</h1>');
      const problem = (code: number, description: string) =>
        send(fms ? { errors: { code, description } } : [{ code, description }], fms ? 400 : code);
      if (request.method === 'POST' && pathname === '/open311/v2/requests.json') {
        if (form.get('api_key') !== 'khoa') return problem(403, 'api_key');
        if (!form.get('description') || form.get('description')?.includes('spam')) return problem(400, 'description');
        requests.push(Object.fromEntries(form));
        const id = requests.length;
        return send(
          fms
            ? { service_requests: [{ service_request_id: id }] }
            : [{ token: `tk-${id}`, service_notice: null, account_id: null }],
        );
      }
      const [, token] = /^\/open311\/v2\/tokens\/tk-(\d+)\.json$/.exec(pathname) ?? [];
      // The number becomes available after the token, with the second opinion.
      if (token)
        return send([{ token: `tk-${token}`, service_request_id: requests.length > Number(token) ? token : '' }]);
      const [, id] = /^\/open311\/v2\/requests\/(\w+)\.json$/.exec(pathname) ?? [];
      if (id && requests[Number(id) - 1]) return send(shown(Number(id)));
      return id && fms ? send({ service_requests: [] }) : problem(404, 'not found');
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/open311/v2`,
    requests,
    close: (id, notes) => void closed.set(id, notes),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const open311Map = (url: string): object => ({
  motcua: '1',
  name: 'Hiện trường',
  preset: 'open311',
  base: url,
  vars: {
    jurisdiction: 'vungtau.example',
    service: '006',
    key: 'MAP_OPEN311_KEY',
    agency: { id: '26506', name: 'UBND phường Vũng Tàu', phone: '0254 385 0000' },
  },
});
