import type { ChildProcess } from 'node:child_process';

/** The port of the DevTools protocol, which a browser prints when it has started. */
export function portOf(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    browser.stderr!.on('data', (data: Buffer) => {
      said += String(data);
      const [, found] = /ws:\/\/127\.0\.0\.1:(\d+)\//.exec(said) ?? [];
      if (found) resolve(found);
    });
    browser.on('exit', () => reject(new Error(`the browser ended: ${said.slice(-300)}`)));
  });
}

/** The browser prints its address before its page exists. */
export async function pageAt(port: string): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as {
      type: string;
      webSocketDebuggerUrl: string;
    }[];
    const page = targets.find(({ type }) => type === 'page');
    if (page) return page.webSocketDebuggerUrl;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error('no page');
}

interface Answer {
  result?: unknown;
  error?: { message: string };
}

/** Sends commands to a page. */
export async function connect(address: string) {
  const socket = new WebSocket(address);
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  socket.onmessage = ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer & { id?: number };
    if (answer.id) waiting.get(answer.id)?.(answer);
  };
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  return <T>(method: string, params: object): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      const late = setTimeout(() => reject(new Error(`${method}: no answer`)), 120_000);
      waiting.set(id, ({ result, error }) => {
        clearTimeout(late);
        waiting.delete(id);
        if (error) reject(new Error(error.message));
        else resolve(result as T);
      });
      socket.send(JSON.stringify({ id, method, params }));
    });
}
