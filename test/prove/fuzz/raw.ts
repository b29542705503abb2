import fc from 'fast-check';
import { connect } from 'node:net';

const paths = [
  '/health',
  '/api/capabilities?agency=26506',
  '/desk/dossiers',
  '/frame/mc-status-lookup?agency=26506',
  '/dist/motcua.js',
];
const line = fc.oneof(
  fc.constantFrom(...paths.map(path => `GET ${path} HTTP/1.1`)),
  fc.constantFrom(
    'GET /api/%2e%2e/desk HTTP/1.1',
    'GET /desk/../api/agencies HTTP/1.1',
    'GET //evil.example/api HTTP/1.1',
    'GET /%00 HTTP/1.1',
    'GET /\ud83d HTTP/1.1',
    'GET http://x/api/agencies HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'CONNECT x:80 HTTP/1.1',
    'POST /api/feedback HTTP/1.1',
    'GET / HTTP/9.9',
    'GET /dist/..%2fpackage.json HTTP/1.1',
    'HEAD /api/guides/dang-ky-khai-sinh/x.mp4 HTTP/1.1',
    `GET /${'a/'.repeat(5000)} HTTP/1.1`,
    'nonsense',
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 80 }),
);
const header = fc.oneof(
  fc.constantFrom(
    'Host: x',
    'Host: x',
    'Host: a b',
    'Host: [::1',
    'Host: x:99999',
    'Host: ',
    'Content-Length: 5',
    'Content-Length: -1',
    'Content-Length: 99999999999',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: gzip, chunked',
    'Range: bytes=-1',
    'Range: bytes=0-0,1-1,2-2',
    'Range: bytes=9999999999999999999-',
    'Origin: null',
    'X-Forwarded-For: ,,,',
    'X-Forwarded-For: ::1%é',
    'Authorization: Basic !!!',
    `Authorization: Basic ${'A'.repeat(9000)}`,
    `Cookie: ${'a=b; '.repeat(2000)}`,
    'Motcua-Proof: bm9uc2Vuc2U=',
    'Expect: 100-continue',
    'Upgrade: websocket',
    'If-None-Match: ****',
    'Accept-Encoding: br;q=nonsense',
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 40 }),
);

/** The bytes of a request that no browser sends. */
export const rawRequests: fc.Arbitrary<string> = fc
  .tuple(
    line,
    fc.array(header, { maxLength: 5 }),
    fc.constantFrom('', '{"a":', '5\r\nhello\r\n', 'zz\r\n', '\0'.repeat(100)),
  )
  .map(([first, headers, body]) => `${first}\r\n${headers.join('\r\n')}\r\nConnection: close\r\n\r\n${body}`);

/** Half a request is answered after the server's timeout; the test does not wait for it. */
const quiet = 1500;

/** Sends bytes; returns what is wrong with the answer. */
export function checkRaw(port: number, bytes: string): Promise<string | undefined> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let said = '';
    const end = () => {
      socket.destroy();
      const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(said)?.[1] ?? 0);
      resolve(
        status >= 500 && status !== 505 && status !== 501
          ? `${status}: ${JSON.stringify(bytes.slice(0, 200))}`
          : undefined,
      );
    };
    socket.on('data', data => (said += String(data).slice(0, 500)));
    socket.on('close', end);
    socket.on('error', () => {});
    socket.setTimeout(quiet, end);
  });
}
