import { createServer, request as send, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Faults of network or backend, after the backend has processed the request unless stated otherwise. */
export type Fault =
  | 'none'
  | 'reset'
  | 'truncated'
  | 'html'
  | 'captive'
  | 'empty'
  | 'wrong-shape'
  | 'busy'
  | 'unavailable'
  | 'bad-gateway'
  | 'trickle'
  | 'silence';

/** A proxy between page and backend that breaks the answers of one path. */
export interface FaultProxy {
  url: string;
  /** Breaks the next answers; all of them without a number. */
  spoil(fault: Fault, times?: number): void;
  /** Request bodies of the path. */
  bodies: string[];
  close(): void;
}

/** A proxy in front of a backend; only POSTs to `path` are broken. */
export async function faultProxy(backend: string, path: string): Promise<FaultProxy> {
  let fault: Fault = 'none';
  let left = 0;
  const bodies: string[] = [];
  const server: Server = createServer(async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const body = await read(incoming);
    const hit = incoming.method === 'POST' && incoming.url?.endsWith(path) === true;
    if (hit) bodies.push(body.toString());
    const now: Fault = hit && left > 0 ? fault : 'none';
    if (now !== 'none') left--;
    const cors = {
      'Access-Control-Allow-Origin': incoming.headers.origin ?? '*',
      'Access-Control-Expose-Headers': 'Retry-After',
    };
    const json = { ...cors, 'Content-Type': 'application/json' };
    if (now === 'captive')
      return void outgoing.writeHead(200, { ...cors, 'Content-Type': 'text/html' }).end('<h1>Đăng nhập Wi-Fi</h1>');
    if (now === 'busy') {
      return void outgoing
        .writeHead(429, { ...json, 'Retry-After': '120' })
        .end('{"type":"x#too-many-requests","status":429,"requestId":"11112222"}');
    }
    if (now === 'unavailable') {
      return void outgoing
        .writeHead(503, { ...json, 'Retry-After': '3600' })
        .end('{"type":"x#unavailable","status":503,"retryAfter":3600}');
    }

    const { status, headers, bytes } = await forward(backend, incoming, body);
    switch (now) {
      case 'none':
        return void outgoing.writeHead(status, headers).end(bytes);
      case 'reset':
        return void incoming.socket.resetAndDestroy();
      case 'truncated':
        outgoing.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
        outgoing.write(bytes.subarray(0, bytes.length - 20));
        return void setTimeout(() => incoming.socket.destroy(), 50);
      case 'html':
        return void outgoing.writeHead(200, { ...cors, 'Content-Type': 'text/html' }).end('<h1>OK</h1>');
      case 'bad-gateway':
        return void outgoing.writeHead(502, { ...cors, 'Content-Type': 'text/html' }).end('<h1>502</h1>');
      case 'empty':
        return void outgoing.writeHead(200, json).end();
      case 'wrong-shape':
        return void outgoing.writeHead(200, json).end('{"ok":true}');
      case 'trickle':
        outgoing.writeHead(status, headers);
        for (const byte of bytes) {
          outgoing.write(Uint8Array.of(byte));
          await new Promise(resolve => setTimeout(resolve, 25));
        }
        return void outgoing.end();
      case 'silence':
        return; // The answer never arrives.
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spoil(next, times = Infinity) {
      fault = next;
      left = times;
    },
    bodies,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function forward(backend: string, incoming: IncomingMessage, body: Buffer) {
  return new Promise<{ status: number; headers: Record<string, string>; bytes: Buffer }>((resolve, reject) => {
    send(
      new URL(incoming.url ?? '/', backend),
      { method: incoming.method, headers: { ...incoming.headers, host: '' } },
      async answer => {
        const bytes = await read(answer);
        const headers = Object.fromEntries(
          Object.entries(answer.headers).filter(
            ([name]) => !/^(?:transfer-encoding|connection|keep-alive)$/.test(name),
          ),
        );
        resolve({ status: answer.statusCode ?? 0, headers: headers as Record<string, string>, bytes });
      },
    )
      .on('error', reject)
      .end(body);
  });
}
