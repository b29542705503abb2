import type { ScreenLive, ScreenState, UnpairedScreen } from '../../src/contract/index.ts';
import type { Backend } from './backend.ts';

/** A device with a cookie jar, as a television has one. */
export class Device {
  cookie = '';
  readonly #server: Backend;

  constructor(server: Backend) {
    this.#server = server;
  }

  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const answer = await this.#server.app.request(`/tv/${path}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...(this.cookie && { Cookie: this.cookie }) },
    });
    const [cookie] = answer.headers.getSetCookie();
    if (cookie) this.cookie = cookie.split(';')[0] ?? '';
    return answer;
  }

  state = async (): Promise<ScreenState> => (await (await this.ask('state')).json()) as ScreenState;
  code = async (): Promise<string> => ((await (await this.ask('state')).json()) as UnpairedScreen).code ?? '';
  live = async (): Promise<ScreenLive> => (await (await this.ask('live')).json()) as ScreenLive;

  report = (report: object): Promise<Response> =>
    this.ask('report', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(report),
    });
}

/** How a screen is when all is well. */
export const goodStatus = {
  ...{ guide: 'chung-thuc-ban-sao', cachedBytes: 1_375_000, cached: 3, wanted: 3, live: 'stream' as const },
  ...{ sound: true, faults: 0, build: 'abc' },
};
