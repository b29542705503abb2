import type { Backend } from './backend.ts';

/** The password of the officers of a test. */
export const password = 'chim sẻ ăn thóc';

/** A browser with its cookies, for the officers' site. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** The `Set-Cookie` headers of the last answer. */
  set: string[] = [];
  readonly #app: Backend['app'];
  readonly #headers: Record<string, string>;
  readonly #origin: string;

  constructor(app: Backend['app'], headers: Record<string, string> = {}, origin = 'http://localhost') {
    this.#app = app;
    this.#headers = { 'User-Agent': 'Firefox', ...headers };
    this.#origin = origin;
  }

  async open(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...this.#headers, ...(cookie && { Cookie: cookie }), ...(init.headers as object) };
    const answer = await this.#app.request(this.#origin + path, { ...init, headers });
    this.set = answer.headers.getSetCookie();
    for (const line of this.set) {
      const [name = '', value = ''] = line.split(';')[0]!.split(/=(.*)/s);
      if (value && !/max-age=0/i.test(line)) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return answer;
  }

  async page(path: string): Promise<string> {
    return (await this.open(path)).text();
  }

  post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    const body = new URLSearchParams(fields).toString();
    return this.open(path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': String(body.length),
        ...headers,
      },
      body,
    });
  }

  signIn(secret = password, fields: Record<string, string> = {}, officer = 'thu'): Promise<Response> {
    return this.post('/desk/sign-in', { officer, secret, ...fields });
  }
}
