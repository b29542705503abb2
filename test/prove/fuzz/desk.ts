import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import type { Ask } from './run.ts';

/** A form of a page, with its current values. */
interface Form {
  action: string;
  method: string;
  isMultipart: boolean;
  fields: { name: string; value: string; isFile: boolean; options: string[] }[];
}

/** Forms that end or lock the session: every further try would only see the sign-in page. */
const leaving = ['/desk/sign-out', '/desk/account/everywhere', '/desk/account/lock'];

const pages = [
  '/desk/today',
  '/desk/account',
  '/desk/search',
  '/desk/sign-in?other',
  '/desk/dossiers?tab=done&sort=status',
  '/desk/outbox?tab=all',
  '/desk/dossiers',
  '/desk/dossiers/receive?q=khai+sinh',
  '/desk/dossiers/receive?procedure=1.001193',
  '/desk/dossiers/intake',
  '/desk/appointments?counter=26506.A&date=2026-11-23',
  '/desk/appointments?counter=26506.N&date=2026-11-26',
  '/desk/appointments/book?place=26506.1&service=chung-thuc-ban-sao',
  '/desk/visits?date=2026-11-25',
  '/desk/duties',
  '/desk/sessions?counter=26506.N',
  '/desk/opinions',
  '/desk/opinions/ratings',
  '/desk/duties?add=',
  '/desk/sessions?counter=26506.N&add=',
  '/desk/guides',
  '/desk/screens',
  '/desk/screens/pair',
  '/desk/screens/playlists/new',
  '/desk/outbox',
  '/desk/outbox/templates',
  '/desk/outbox/templates/dossier.resolved',
  '/desk/outbox/providers',
  '/desk/office',
  '/desk/office/file',
  '/desk/office/catalogue',
  '/desk/office/of/26506/agency/26506',
  '/desk/office/of/26506/place/26506.1',
  '/desk/office/of/26506/counter/26506.A',
  '/desk/office/of/26506/counter?place=26506.1',
  '/desk/office/of/26506/day',
  '/desk/office/of/26506/service',
  '/desk/office/of/26506/below',
  '/desk/office/of/26506/procedure/2.000815',
  '/desk/office/of/26506/setting/booking',
  '/desk/office/of/26506/setting/work',
  '/desk/office/of/26506/setting/carriers',
  '/desk/embed',
  '/desk/sites',
  '/desk/officers',
  '/desk/log',
  '/desk/doctor',
];

/** The forms of a page, and its links within the officers' site. */
function readPage(html: string): { forms: Form[]; links: string[] } {
  const forms: Form[] = [];
  const links: string[] = [];
  const parser = new Parser({
    onopentag(tag, { action = '', method = 'get', enctype = '', name = '', value = '', type = '', href = '' }) {
      const form = forms[forms.length - 1];
      if (tag === 'a' && href.startsWith('/desk/')) links.push(href);
      if (tag === 'form') forms.push({ action, method, isMultipart: enctype.includes('multipart'), fields: [] });
      else if (form && name && ['input', 'select', 'textarea'].includes(tag))
        form.fields.push({ name, value, isFile: type === 'file', options: [] });
      else if (form && tag === 'option') form.fields[form.fields.length - 1]?.options.push(value);
    },
  });
  parser.end(html);
  return { forms, links };
}

const typed = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '2026-12-01',
      '2026-11-23',
      '08:00',
      '17:00',
      'T5',
      '5',
      'Lan',
      'Lý do',
      'FREQ=WEEKLY;BYDAY=TH',
    ),
  },
  fc.constantFrom(
    ...[
      '',
      ' ',
      '\0',
      'x'.repeat(30_000),
      '9999-12-31',
      '2199-12-31',
      '0000-01-01',
      '1900-01-01',
      '-1',
      '1e300',
      '99999999999',
    ],
    ...[
      'FREQ=DAILY;INTERVAL=100000000',
      'FREQ=YEARLY;INTERVAL=366',
      'FREQ=SECONDLY',
      'FREQ=DAILY;COUNT=1',
      '24:00',
      '25:99',
    ],
    ...[
      '26506.A',
      '26506.N',
      '26526.A',
      "' or 1=1 --",
      '<b>x</b>',
      '..',
      '%00',
      '-'.repeat(36),
      '{"agency":"26506"}',
      '[]',
      '{',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

const files = fc.oneof(
  fc.constantFrom(
    '',
    'Quầy;Từ giờ;Đến giờ;Số chỗ;Thứ\n26506.N;17:00;19:00;5;T6',
    'Điểm;Từ ngày;Đến ngày;Từ giờ;Đến giờ;Đội\n26506.1;24/11/2026;31/12/9999;08:00;10:00;Hội Phụ nữ',
    'WEBVTT\n\n00:00.000 --> 00:01.000\nx',
    `a;b\n${'1;2\n'.repeat(2000)}`,
    '"'.repeat(5000),
    '\0\0\0\x18ftypmp42\0\0\0\0mp42isom\xff\xff\xff\xffmoov',
  ),
  fc.string({ unit: 'binary', maxLength: 400 }),
);

/** One try: the page, the form, the link to follow first, and the input. */
export interface DeskTry {
  page: number;
  link: number;
  form: number;
  typed: readonly string[];
  file: string;
  /** Whether all fields are replaced, or some. */
  all: boolean;
  withToken: boolean;
}

export const deskTries: fc.Arbitrary<DeskTry> = fc.record({
  page: fc.nat(pages.length - 1),
  link: fc.nat(60),
  form: fc.nat(60),
  typed: fc.array(typed, { minLength: 1, maxLength: 8 }),
  file: files,
  all: fc.nat(3).map(chance => chance === 0),
  withToken: fc.integer({ min: 0, max: 19 }).map(chance => chance > 0),
});

/** Opens a page, follows a link, submits a form; returns what is wrong with an answer. */
export async function checkDesk(ask: Ask, headers: Record<string, string>, how: DeskTry): Promise<string | undefined> {
  let html = (await ask(pages[how.page]!, { headers })).text;
  const { links } = readPage(html);
  const link = how.link % 3 ? undefined : links[how.link % (links.length || 1)];
  if (link) {
    const followed = await ask(link, { headers });
    if (followed.status >= 500) return `GET ${link}: ${followed.status}`;
    html = followed.text;
  }
  const forms = readPage(html).forms.filter(({ action }) => !leaving.includes(action));
  const form = forms[how.form % (forms.length || 1)];
  if (!form) return undefined;
  const fields = form.fields.map(({ name, value, isFile, options }, i) => {
    const own = how.typed[i % how.typed.length]!;
    if (name === 'token') return [name, how.withToken ? value : own] as const;
    if (isFile) return [name, new File([how.file], 'x')] as const;
    const usual = options[own.length % (options.length || 1)] ?? value;
    return [name, how.all || i === how.form % form.fields.length ? own : usual] as const;
  });
  const strings = fields.filter((field): field is [string, string] => typeof field[1] === 'string');
  const wellFormed = strings.map(([name, value]): [string, string] => [name, value.toWellFormed()]);
  const path = form.action || pages[how.page]!;
  if (form.method.toLowerCase() === 'get') {
    const query = new URLSearchParams(wellFormed).toString().slice(0, 6000);
    const answer = await ask(`${path.split('?')[0]}?${query}`, { headers });
    return answer.status >= 500 ? `GET ${path}: ${answer.status}` : undefined;
  }
  let body: FormData | URLSearchParams = new URLSearchParams(wellFormed);
  if (form.isMultipart) {
    body = new FormData();
    for (const [name, value] of fields) body.set(name, typeof value === 'string' ? value.toWellFormed() : value);
  }
  const answer = await ask(path, { method: 'POST', headers, body, redirect: 'manual' });
  return answer.status >= 500 ? `POST ${path}: ${answer.status} ${answer.text.slice(0, 200)}` : undefined;
}
