import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A minimal upstream system. */
export interface Foreign {
  url: string;
  /** All requests. */
  asked: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];
  close(): void;
}

/** @param answer what it returns: JSON, or whatever the test does with the response */
export async function foreign(
  answer: (request: Foreign['asked'][number], response: ServerResponse) => unknown,
): Promise<Foreign> {
  const asked: Foreign['asked'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += String(part)));
    request.on('end', () => {
      const came = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      asked.push(came);
      void Promise.resolve(answer(came, response)).then(said => {
        if (!response.writableEnded)
          response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(said ?? null));
      });
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A map of a system that answers lookups with `{code, phone, due}`, and checks the last four digits itself. */
export const lookupMap = (url: string, more: object = {}) => ({
  motcua: '1',
  name: 'Hệ thống khác',
  base: url,
  agencies: ['xa'],
  operations: {
    'capabilities.read': {
      answer: {
        contract: '1.7',
        lookup: { privacy: 'factor', factors: ['phoneLast4'] },
        rating: null,
        opinion: null,
        booking: null,
      },
    },
    'dossier.read': {
      request: { path: '/dossiers/{code}' },
      errorWhen: [{ when: '=$not($last(phone, 4) = $input.factor.value)', problem: 'dossier-not-found' }],
      answer: {
        code: '=code',
        detail: 'full',
        more: false,
        agency: { id: 'xa', name: 'UBND xã' },
        status: 'processing',
        deadline: '=$deadline($due(due))',
        dueAt: '=$due(due)',
        workdaysLeft: '=$workdaysLeft($due(due))',
        applicant: '=name',
        updatedAt: '=$now()',
        now: '=$now()',
      },
    },
  },
  ...more,
});
