import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * OpenCPS v2 by its REST documentation: header `groupId`, form bodies, four date formats, 203 for a wrong secret, 403
 * for nothing found, lists without `data`, and unmasked personal data.
 */
export interface OpenCps {
  url: string;
  asked: { method: string; path: string; query: URLSearchParams; body: string }[];
  bookings: Record<string, string | number>[];
  votes: Record<string, string>[];
  /** Returns a status for the next requests of `METHOD /path`. */
  faults: Map<string, number[]>;
  close(): void;
}

const groupId = '20143';
const hour = 3600_000;

/** @param now the clock of the system */
export async function openCps(now = Date.now()): Promise<OpenCps> {
  const local = (instant: number) => {
    const iso = new Date(instant + 7 * hour).toISOString();
    return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)} ${iso.slice(11, 19)}`;
  };
  const dossiers = [
    dossier(1001, '000.00.26.H29-261118-0001', 'processing', {
      receiveDate: local(now - 120 * hour),
      dueDate: local(now + 72 * hour),
    }),
    dossier(1002, '000.00.26.H29-261110-0002', 'done', {
      receiveDate: local(now - 300 * hour),
      dueDate: local(now - 60 * hour),
      releaseDate: local(now - 110 * hour),
      finishDate: local(now - 100 * hour),
    }),
    dossier(1003, '000.00.26.H29-261119-0003', 'waiting', {
      receiveDate: local(now - 96 * hour),
      dueDate: local(now + 24 * hour),
      extendDate: local(now + 96 * hour),
      lockState: 'PAUSE',
      stepInstruction: '<p>Bổ sung <b>giấy khai sinh</b></p>',
    }),
  ];
  const services = [
    {
      serviceInfoId: 1,
      serviceCode: '2.000815',
      serviceName: 'Chứng thực bản sao từ bản chính',
      domainName: 'Chứng thực',
      dossierText: '<ul><li>Bản chính</li><li>Bản sao cần chứng thực</li></ul>',
      active: 'true',
    },
    {
      serviceInfoId: 2,
      serviceCode: '1.001193',
      serviceName: 'Đăng ký khai sinh',
      domainName: 'Hộ tịch',
      dossierText: '<p>Giấy chứng sinh</p>',
      active: 'true',
    },
  ];
  const holiday = Date.parse(`${new Date(now + 7 * hour + 3 * 24 * hour).toISOString().slice(0, 10)}T00:00:00+07:00`);
  const full = new Set<string>();
  const bookings: Record<string, string | number>[] = [];
  const votes: Record<string, string>[] = [];
  const made: OpenCps = {
    url: '',
    asked: [],
    bookings,
    votes,
    faults: new Map(),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  let ids = 500;

  type Answer = { status?: number; body: unknown };
  const nothing: Answer = {
    status: 403,
    body: { message: 'No Content.', code: 403, description: 'NoSuchDossierException' },
  };
  const listed = (rows: unknown[]): Answer => ({
    body: rows.length ? { total: rows.length, data: rows } : { total: 0 },
  });
  const routes: [
    method: string,
    pattern: RegExp,
    answer: (
      parts: string[],
      query: URLSearchParams,
      form: URLSearchParams,
      headers: IncomingMessage['headers'],
    ) => Answer,
  ][] = [
    [
      'GET',
      /^\/dossiers$/,
      (_, query) => listed(dossiers.filter(row => !query.get('dossierNo') || row.dossierNo === query.get('dossierNo'))),
    ],
    [
      'GET',
      /^\/dossiers\/(\d+)$/,
      ([id], query, __, headers) => {
        const row = dossiers.find(({ dossierId }) => String(dossierId) === id);
        if (!row) return nothing;
        const secret = String(headers['secretcode'] ?? query.get('secretKey') ?? '');
        return secret.toLowerCase() === 'k7q2' ? { body: row } : { status: 203, body: 'secretKey not sucess' };
      },
    ],
    [
      'GET',
      /^\/dossiers\/(\d+)\/sequences$/,
      () =>
        listed([
          {
            sequenceNo: '1',
            sequenceName: 'Tiếp nhận hồ sơ',
            sequenceRole: 'Cán bộ tiếp nhận',
            startDate: now - 120 * hour,
            assignUsers: [{ userId: 9, userName: 'Lê Văn Cường' }],
            actions: [
              {
                actionCode: '1100',
                actionName: 'Tiếp nhận',
                actionUser: 'Lê Văn Cường',
                actionNote: 'Gọi 0912345678',
                createDate: now - 120 * hour,
              },
            ],
          },
          {
            sequenceNo: '2',
            sequenceName: 'Thẩm định',
            sequenceRole: 'Chuyên viên',
            startDate: now - 90 * hour,
            statusText: 'Đang thực hiện: thẩm định',
            assignUsers: [],
          },
          { sequenceNo: '3', sequenceName: 'Ký duyệt', sequenceRole: 'Lãnh đạo', assignUsers: [] },
        ]),
    ],
    [
      'GET',
      /^\/holidays$/,
      () =>
        listed([
          { holidayDate: String(holiday), holidayType: 0, description: 'Ngày Văn hóa Việt Nam' },
          { holidayDate: String(holiday + 2 * 24 * hour), holidayType: 1, description: 'Làm bù' },
        ]),
    ],
    [
      'GET',
      /^\/serviceinfos$/,
      (_, query) =>
        listed(
          services.filter(({ serviceName }) =>
            serviceName.toLowerCase().includes((query.get('keyword') ?? '').toLowerCase()),
          ),
        ),
    ],
    [
      'GET',
      /^\/serviceinfos\/([\w.]+)$/,
      ([code]) => {
        const row = services.find(({ serviceCode }) => serviceCode === code);
        return row ? { body: row } : nothing;
      },
    ],
    [
      'GET',
      /^\/bookings\/counter$/,
      (_, query) => ({
        body: { booking: query.get('groupIdBooking') === groupId && !full.has(query.get('bookingDate') ?? '') },
      }),
    ],
    [
      'GET',
      /^\/bookings\/(\w+)$/,
      ([className], query) =>
        listed(
          bookings.filter(
            row =>
              row['className'] === className &&
              (!query.get('codeNumber') || row['codeNumber'] === query.get('codeNumber')),
          ),
        ),
    ],
    [
      'POST',
      /^\/bookings$/,
      (_, __, form) => {
        const [day, month, year] = (form.get('bookingDate') ?? '').split('/');
        const bookingId = ++ids;
        const first = 7 * 60 + 30 + bookings.length * 5;
        const at = (minute: number) =>
          `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const row = {
          ...Object.fromEntries(form),
          bookingId,
          bookingDate: Date.parse(`${year}-${month}-${day}T00:00:00+07:00`),
          bookingInTime: `${at(first)}-${at(first + 5)}`,
          state: Number(form.get('state')),
        };
        bookings.push(row);
        return { body: row };
      },
    ],
    [
      'DELETE',
      /^\/bookings\/(\d+)$/,
      ([id]) => {
        const index = bookings.findIndex(({ bookingId }) => String(bookingId) === id);
        if (index < 0) return nothing;
        bookings.splice(index, 1);
        return { body: '' };
      },
    ],
    [
      'GET',
      /^\/postal\/votings\/(\w+)\/(\w+)$/,
      () =>
        listed(
          ['Thái độ phục vụ của công chức', 'Thời gian giải quyết hồ sơ'].map((subject, i) => ({
            votingId: 11 + i,
            subject,
            choices: ['Rất hài lòng', 'Hài lòng', 'Không hài lòng'],
            answers: [0, 0, 0],
            createDate: `${new Date(now + 7 * hour).toISOString().slice(0, 23)}Z`,
          })),
        ),
    ],
    [
      'POST',
      /^\/postal\/votings\/(\d+)\/results$/,
      ([votingId = ''], _, form) => {
        votes.push({ votingId, ...Object.fromEntries(form) });
        return { body: { votingResultId: votes.length, selected: form.get('selected') } };
      },
    ],
  ];

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += String(part)));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
      const path = pathname.replace('/o/rest/v2', '');
      const method = request.method ?? 'GET';
      made.asked.push({ method, path, query: searchParams, body });
      const send = ({ status = 200, body: answer }: Answer) => {
        const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
        response
          .writeHead(status, { 'Content-Type': typeof answer === 'string' ? 'text/plain' : 'application/json' })
          .end(text);
      };
      const fault = made.faults.get(`${method} ${path}`)?.shift();
      if (fault) return send({ status: fault, body: '' });
      if (request.headers['groupid'] !== groupId)
        return send({ status: 401, body: { message: 'Unauthorized', code: 401 } });
      const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
      const route = routes.find(([verb, pattern]) => verb === method && pattern.test(path));
      if (!route) return send(nothing);
      const parts = (route[1].exec(path) ?? []).slice(1);
      return send(route[2](parts, searchParams, new URLSearchParams(isForm ? body : ''), request.headers));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  made.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/o/rest/v2`;
  return made;
}

const texts: Record<string, string> = {
  processing: 'Đang xử lý',
  done: 'Đã trả kết quả',
  waiting: 'Yêu cầu bổ sung giấy tờ',
};

function dossier(dossierId: number, dossierNo: string, dossierStatus: string, more: object) {
  return {
    dossierId,
    referenceUid: `u-${dossierId}`,
    dossierNo,
    dossierName: 'Đăng ký khai sinh cho con Nguyễn Minh Khôi',
    serviceCode: '1.001193',
    serviceName: 'Đăng ký khai sinh',
    govAgencyCode: '26506',
    govAgencyName: 'UBND phường Vũng Tàu',
    applicantName: 'NGUYỄN THỊ BÌNH; TRẦN VĂN NAM',
    applicantIdType: 'citizen',
    applicantIdNo: '079182000123',
    address: 'Số 12 Lê Lợi',
    contactTelNo: '0912345678',
    contactEmail: 'binh@example.vn',
    submitDate: '',
    dossierStatus,
    dossierStatusText: texts[dossierStatus],
    dossierSubStatusText: '',
    online: 'false',
    viaPostal: 0,
    ...more,
  };
}

/** The map of an office that uses it. */
export const openCpsMap = (url: string): object => ({
  motcua: '1',
  name: 'Một cửa phường Vũng Tàu',
  preset: 'opencps-v2',
  base: url,
  agencies: ['26506'],
  vars: {
    groupId: 20143,
    agency: { id: '26506', name: 'UBND phường Vũng Tàu', phone: '0254 385 0000' },
    place: { id: 'mot-cua', name: 'Bộ phận Một cửa phường Vũng Tàu', address: '89 Lý Thường Kiệt', hours: [] },
  },
});
