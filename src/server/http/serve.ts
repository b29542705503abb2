import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A running HTTP server. */
export interface RunningServer {
  port: number;
  /** Stops accepting requests and resolves when those in flight have ended, after 5 s at the latest. */
  stop(): Promise<void>;
}

/** Serves an app over HTTP/1.1, with timeouts and size limits against slow or hostile clients. */
export async function listen(
  app: Hono,
  { port, host = '127.0.0.1' }: { port: number; host?: string },
): Promise<RunningServer> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    // HTTP/1.0 requests have no Host header; load balancers send them.
    hostname: 'localhost',
    serverOptions: {
      headersTimeout: 15_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 65_000,
      maxHeaderSize: 16 * 1024,
    },
  }) as Server;
  const streams = new Set<ServerResponse>();
  server.on('request', ({ headers }: IncomingMessage, response: ServerResponse) => {
    if (!headers.accept?.includes('text/event-stream')) return;
    streams.add(response);
    response.once('close', () => streams.delete(response));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise(done => {
        server.close(() => done());
        server.closeIdleConnections();
        // An event stream never ends by itself: its client opens another one.
        for (const response of streams) response.destroy();
        setTimeout(() => server.closeAllConnections(), 5000).unref();
      }),
  };
}
