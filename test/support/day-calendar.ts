import { setTimeout as wait } from 'node:timers/promises';
import { foreign, type Foreign } from './foreign.ts';

/** A calendar that answers one day a call, and only with the two cookies of a login. */
export interface DayCalendar extends Foreign {
  /** Ends all sessions. */
  expire(): void;
  /** Calls by path. */
  count(path: string): number;
}

/** @param delayMs how long each answer takes */
export async function dayCalendar(delayMs = 20): Promise<DayCalendar> {
  let session = 0;
  let isOpen = false;
  const made = await foreign(async ({ method, url, headers, body }, response) => {
    await wait(delayMs);
    const { pathname, searchParams } = new URL(url, 'http://x');
    if (method === 'POST' && pathname === '/dang-nhap') {
      if (body !== 'user=cong&pass=bi-mat') return void response.writeHead(403).end();
      isOpen = true;
      response.setHeader('Set-Cookie', [
        `PHPSESSID=s${++session}; Path=/; HttpOnly`,
        `khoa=k%20${session}; Expires=Wed, 21 Oct 2037 07:28:00 GMT; SameSite=Lax`,
        'cu=; Max-Age=0',
      ]);
      return { ok: true };
    }
    if (!isOpen || headers.cookie !== `PHPSESSID=s${session}; khoa=k%20${session}`)
      return void response.writeHead(401).end('{}');
    if (pathname === '/phong') return { phong: 'Quầy 1' };
    if (pathname === '/dat') return { so: 7 };
    return { ngay: searchParams.get('ngay'), con: 3 };
  });
  return {
    ...made,
    expire: () => (isOpen = false),
    count: path => made.asked.filter(({ url }) => url.split('?')[0] === path).length,
  };
}

const login = {
  name: 'login',
  request: { path: '/dang-nhap', form: { user: '=$env("MAP_USER")', pass: '=$env("MAP_PASS")' } },
  keep: '=$http.cookies',
  keepFor: 3600,
};
const headers = { Cookie: '=$steps.login' };

/** A map of it: `day.list` asks for each day. */
export const dayCalendarMap = (base: string, more: object = {}) => ({
  motcua: '1',
  name: `Lịch ${base}`,
  base,
  agencies: ['xa'],
  operations: {
    'day.list': {
      steps: [
        login,
        {
          name: 'days',
          each: '=$daysBetween($input.from, $input.to)',
          request: { path: '/lich', query: { ngay: '=$item' }, headers },
          cache: 30,
        },
      ],
      answer: {
        days: {
          each: '=$steps.days',
          give: { date: '=ngay', left: '=con', state: 'open', lunar: '=$lunar(ngay)' },
        },
        first: null,
        until: '=$plusDays($today(), 60)',
        now: '=$now()',
      },
    },
    'hold.release': {
      steps: [login, { name: 'book', request: { path: '/dat', headers, form: { so: '1' } } }],
      answer: { released: true },
    },
  },
  ...more,
});
