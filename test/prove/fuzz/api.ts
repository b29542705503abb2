import fc from 'fast-check';
import { safeParse } from 'valibot';
import { openApi } from '../../../build/docs.ts';
import { commonErrors, type Operation, operations, writeErrors } from '../../../src/contract/index.ts';
import { sampleFactors } from '../../../src/server/sample/dossiers.ts';
import { ward } from '../../support/backend.ts';
import { arbitraryOf, type Known, type Schema, validOf, wild } from './arbitrary.ts';
import type { Ask } from './run.ts';
import { requestOf } from '../../../src/contract/requests/index.ts';

/** A request to the API, and what must hold for its answer. */
export interface ApiRequest {
  operation: Operation;
  path: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
}

interface Described {
  operationId: string;
  parameters?: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
  responses: Record<string, unknown>;
}

const described = Object.values((openApi() as { paths: Record<string, Record<string, Described>> }).paths).flatMap(
  methods => Object.values(methods),
);

/** Values that are meaningful on the server; grows with each answer. */
export interface Learnt {
  values: Known;
  /** Fields that belong together: a code and its factor, a time and its service. */
  records: Record<string, unknown>[];
}

/** Values that are meaningful with the sample data. */
export function sampleValues(codes: readonly string[]): Learnt {
  const values = new Map(
    Object.entries({
      agency: [...Array<string>(16).fill(ward), '79', '26526', '26704', 'xa'],
      parent: ['79'],
      booking: ['79', ward],
      service: ['chung-thuc-ban-sao', 'nop-bo-sung', 'nhan-ket-qua', '2.000815'],
      place: ['26506.1', '26506.2'],
      procedure: ['2.000815', '1.001193'],
      guide: ['dang-ky-khai-sinh', 'chung-thuc-ban-sao'],
      code: [...codes, 'PA-M0TC8-7A3WN', 'A-1', '2.000815'],
      value: [...[42, 43, 44, 56].map(number => sampleFactors(number).phoneLast4), '5678', '0000'],
      kind: ['phoneLast4', 'opinion', 'rating', 'guide'],
      date: ['2026-11-25', '2026-12-03', '2026-12-31'],
      from: ['2026-11-23', '2026-12-01'],
      to: ['2026-11-30', '2026-12-31'],
      phone: Array.from({ length: 200 }, (_, i) => `0912${String(i).padStart(6, '0')}`),
      name: ['Nguyễn Thị Lan', 'Trần Văn An'],
      purpose: ['appointment', 'call-back'],
      version: ['2026-01'],
      group: ['tu-75-tuoi', 'khuyet-tat'],
      returns: ['tai-nha', 'tai-quay'],
      criterion: ['attitude', 'time', 'result'],
      hamlet: ['Khu phố 1', 'Khu phố 4'],
      ways: ['time', 'session', 'home', 'time,session,home'],
      way: ['session', 'home'],
      q: ['chung thuc', 'khai sinh', 'Vũng Tàu'],
    }),
  );
  const records: Learnt['records'] = codes.map(code => ({
    agency: ward,
    code,
    factor: { kind: 'phoneLast4', value: sampleFactors(Number(code.slice(-4))).phoneLast4 },
  }));
  records.push({ agency: 'xa', code: 'A-1', factor: { kind: 'phoneLast4', value: '5678' } });
  return { values, records };
}

let keys = 0;

/** Requests to any operation of the OpenAPI document. */
export function apiRequests({ values: known, records }: Learnt): fc.Arbitrary<ApiRequest> {
  return fc.constantFrom(...described).chain(each => {
    const operation = operations.find(({ name }) => name === each.operationId) as Operation;
    const asked: Schema = each.requestBody?.content['application/json'].schema ?? {
      type: 'object',
      properties: Object.fromEntries(
        (each.parameters ?? []).filter(({ in: at }) => at !== 'header').map(({ name, schema }) => [name, schema]),
      ),
      required: (each.parameters ?? []).filter(({ required }) => required).map(({ name }) => name),
    };
    const schema = { ...asked, type: asked.type ?? 'object' };
    const fitting = records.filter(record => Object.keys(record).every(name => schema.properties?.[name]));
    const together = fitting.length
      ? validOf(schema, '', known).chain(valid =>
          fc.constantFrom(...fitting.map(record => ({ ...(valid as object), ...record }))),
        )
      : validOf(schema, '', known);
    const input = fc.oneof(
      { weight: 15, arbitrary: together },
      { weight: 10, arbitrary: arbitraryOf(schema, '', known) },
      wild,
    );
    const text = fc.oneof(
      { weight: 20, arbitrary: fc.constant(undefined) },
      fc.constantFrom('', '{', '{"a":', '\ufeff{}', '"x"', '[]', 'null', '{"a":1}{"b":2}', '{"__proto__":{"x":1}}'),
      fc.constant(`${'['.repeat(20_000)}${']'.repeat(20_000)}`),
      fc.constant(`{"text":"${'x'.repeat(70_000)}"}`),
    );
    const header = fc.oneof(
      { weight: 40, arbitrary: fc.constant('application/json') },
      fc.constantFrom('application/json; charset=x', 'text/plain', ''),
    );
    const key = fc.oneof(
      { weight: 20, arbitrary: fc.constant(undefined) },
      fc.constantFrom('', 'short', 'x'.repeat(65), 'a b c d e f g h i j', 'same-key-for-several'),
    );
    return fc.tuple(input, text, header, key).map(([value, other, type, ownKey]) => {
      const fields = Object(value) as Record<string, unknown>;
      const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encode(fields[name]));
      const headers: Record<string, string> = { 'X-Forwarded-For': `10.0.${keys % 250}.${(keys * 7) % 250}` };
      if (operation.writes) headers['Idempotency-Key'] = ownKey ?? `fuzz-${String(++keys).padStart(16, '0')}`;
      if (operation.method === 'GET') {
        const query = Object.entries(fields)
          .filter(([name]) => !operation.path.includes(`{${name}}`))
          .slice(0, 20)
          .map(([name, item]) => `${encode(name)}=${encode(item)}`);
        return { operation, method: 'GET', path: `${path}?${query.join('&').slice(0, 6000)}`, headers };
      }
      return {
        operation,
        method: 'POST',
        path,
        headers: { ...headers, 'Content-Type': type },
        body: other ?? said(value),
      };
    });
  });
}

/** What JSON can express. */
function said(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return 'null';
  }
}

function encode(value: unknown): string {
  const text = typeof value === 'string' ? value : said(value);
  // Lone surrogates cannot be encoded in a URL.
  return encodeURIComponent(text.slice(0, 2000).toWellFormed()) || '%20';
}

/** Sends a request and returns what is wrong with the answer, if anything. New values go into `known`. */
export async function checkApi(ask: Ask, learnt: Learnt, request: ApiRequest): Promise<string | undefined> {
  const { operation, method, path, headers, body } = request;
  const answer = await ask(`/api${path}`, { method, headers, ...(body !== undefined && { body }) });
  if (answer.status >= 500) return `${answer.status}: ${answer.text.slice(0, 200)}`;
  const type = answer.headers.get('Content-Type') ?? '';
  if (answer.status === 413 && !type.includes('problem')) return 'a 413 that is no problem';
  if (!/\bjson\b/.test(type)) return `answered as ${type}`;
  const json = JSON.parse(answer.text) as Record<string, unknown>;
  if (answer.status >= 400) {
    const slug = String(json['type']).split('#')[1] ?? '';
    const documented: readonly string[] = [
      ...requestOf(operation).errors,
      ...commonErrors,
      ...(operation.writes ? writeErrors : []),
    ];
    // A hostile value in the path may lead to another operation, or to none.
    const isElsewhere = ['no-such-operation', 'method-not-allowed'].includes(slug) && operation.path.includes('{');
    return documented.includes(slug) || isElsewhere ? undefined : `${answer.status} ${slug} is not documented`;
  }
  const fits = safeParse(operation.output, json);
  if (!fits.success) return `does not fit: ${JSON.stringify(fits.issues[0].path?.map(({ key }) => key as string))}`;
  if (![200, 201].includes(answer.status)) return `${answer.status} is not documented`;
  learn(learnt, json);
  return undefined;
}

/** Bookable times and sessions: without them every booking would be refused. */
export async function learnSlots(ask: Ask, learnt: Learnt): Promise<void> {
  const query = `agency=${ward}&place=26506.1`;
  for (const [service, what] of [
    ['chung-thuc-ban-sao', `slots?${query}&date=2026-11-25`],
    ['chung-thuc-ban-sao', `slots?${query}&date=2026-12-03`],
    ['nop-bo-sung', `sessions?agency=${ward}`],
    ['nop-bo-sung', `sessions?agency=${ward}&way=home`],
  ] as const) {
    const answer = JSON.parse((await ask(`/api/services/${service}/${what}`)).text) as Record<string, Bookable[]>;
    for (const { id, left } of answer['slots'] ?? answer['sessions'] ?? [])
      if (left) learnt.records.push({ agency: ward, service, slot: id }, { agency: ward, slot: id });
  }
}

interface Bookable {
  id: string;
  left: number;
}

/** Books known times, so that there is something to move and cancel. */
export async function bookOne(ask: Ask, learnt: Learnt, nth: number): Promise<void> {
  const free = learnt.records.filter(({ service, slot }) => service === 'chung-thuc-ban-sao' && slot);
  const contact = { name: 'Nguyễn Thị Lan', phone: `0913${String(nth).padStart(6, '0')}` };
  const write = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const headers = {
      'Content-Type': 'application/json',
      'Idempotency-Key': `book-${path.length}-${String(nth).padStart(12, '0')}`,
    };
    const answer = await ask(`/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return JSON.parse(answer.text) as Record<string, unknown>;
  };
  const held = await write('/holds', { ...free[nth % free.length], phone: contact.phone });
  const consents = [{ purpose: 'appointment', version: '2026-01' }];
  learn(learnt, held);
  learn(learnt, await write('/appointments', { agency: ward, hold: held['token'] ?? 'none', contact, consents }));
}

const most = 400;

function learn({ values, records }: Learnt, answer: unknown): void {
  if (typeof answer !== 'object' || !answer) return;
  const { token, secret, code, ratingTicket } = answer as Record<string, unknown>;
  if (typeof token === 'string') {
    add(values, 'instead', token);
    records.push({ agency: ward, hold: token }, { agency: ward, token });
    if (typeof secret === 'string') records.push({ agency: ward, token, secret });
  }
  if (typeof secret === 'string') records.push({ agency: ward, secret, ...(typeof code === 'string' && { code }) });
  if (typeof ratingTicket === 'string') add(values, 'ticket', ratingTicket);
  for (const item of Object.values(answer)) learn({ values, records }, item);
  if (records.length > most) records.splice(100, records.length - most);
}

function add(known: Known, name: string, value: string): void {
  known.set(name, [...(known.get(name) ?? []), value].slice(-60));
}
