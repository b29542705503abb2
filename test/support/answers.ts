import { question, ward, type Backend } from './backend.ts';

/** Asks each operation of the contract once, rightly: the answers by the operation's name. */
export async function answers(server: Backend): Promise<Record<string, Response>> {
  return {
    'capabilities.read': await server.get(`/api/capabilities?agency=${ward}`),
    'agency.list': await server.get('/api/agencies?parent=79'),
    'agency.read': await server.get(`/api/agencies/${ward}`),
    'calendar.read': await server.get(`/api/agencies/${ward}/calendar?from=2026-11-01&to=2027-02-28`),
    'procedure.list': await server.get(`/api/procedures?agency=${ward}`),
    'procedure.read': await server.get(`/api/procedures/2.000815?agency=${ward}`),
    'dossier.read': await server.post('/api/dossiers/read', question(await server.code(42), 42)),
    'feedback.create': await server.write({ kind: 'opinion', agency: ward, text: 'Tốt', consents: [] }),
    'feedback.read': await server.post('/api/feedback/read', { agency: ward, code: 'PA-M0TC8-7A3WN' }),
  };
}
