import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

/** Whether Debian's kannel and its test tools are installed. */
export const hasKannel = existsSync('/usr/sbin/bearerbox') && existsSync('/usr/lib/kannel/test/fakesmsc');

/** A text that a phone has received, joined from its parts. */
export interface ReceivedText {
  to: string;
  text: string;
  /** Parts that the network counts. */
  segments: number;
  encoding: 'gsm7' | 'ucs2';
}

/** A real Kannel on loopback, with a network of phones behind it. */
export class Kannel {
  readonly phones = new PhoneNetwork();
  readonly sendPort: number;
  readonly #folder: string;
  readonly #ports: { admin: number; box: number; smsc: number };
  #bearerbox: ChildProcess | undefined;
  #smsbox: ChildProcess | undefined;

  private constructor(folder: string, sendPort: number, ports: { admin: number; box: number; smsc: number }) {
    this.#folder = folder;
    this.sendPort = sendPort;
    this.#ports = ports;
  }

  /** Address for `MOTCUA_KANNEL`. */
  get url(): string {
    return `http://motcua:word@127.0.0.1:${this.sendPort}`;
  }

  /** @param incoming where it posts messages of citizens */
  static async start(incoming: string): Promise<Kannel> {
    const folder = await mkdtemp(join(tmpdir(), 'motcua-kannel-'));
    const [send, admin, box, smsc] = [await freePort(), await freePort(), await freePort(), await freePort()];
    const kannel = new Kannel(folder, send!, { admin: admin!, box: box!, smsc: smsc! });
    for (const each of ['store', 'dlr']) await mkdir(join(folder, each));
    await writeFile(join(folder, 'kannel.conf'), configuration(folder, kannel.sendPort, kannel.#ports, incoming));
    await kannel.#run();
    return kannel;
  }

  async stop(): Promise<void> {
    this.phones.disconnect();
    await this.#end('SIGTERM');
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Kills both processes and starts them again. */
  async crash(): Promise<void> {
    await this.#end('SIGKILL');
    await this.#run();
  }

  async #run(): Promise<void> {
    const file = join(this.#folder, 'kannel.conf');
    this.#bearerbox = spawn('/usr/sbin/bearerbox', [file], { stdio: 'ignore' });
    await untilListening(this.#ports.box);
    this.#smsbox = spawn('/usr/sbin/smsbox', [file], { stdio: 'ignore' });
    await untilListening(this.sendPort);
    await this.phones.connect(this.#ports.smsc);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const running = [this.#smsbox, this.#bearerbox].filter(each => each !== undefined && each.exitCode === null);
    const ended = running.map(child => once(child!, 'exit'));
    for (const child of running) child!.kill(signal);
    const timer = setTimeout(() => running.forEach(child => child!.kill('SIGKILL')), 5000);
    await Promise.all(ended);
    clearTimeout(timer);
  }
}

/**
 * The other end of Kannel's `smsc = fake`: one line a message, `FROM TO text …`, `FROM TO ucs-2 %00A`, and with a
 * header for parts, `FROM TO udh HEADER data|ucs-2 …`.
 */
export class PhoneNetwork {
  /** What phones have got, whole texts only. */
  readonly received: ReceivedText[] = [];
  readonly #parts = new Map<string, Map<number, { text: string; encoding: ReceivedText['encoding'] }>>();
  #socket: Socket | undefined;
  #port = 0;

  async connect(port: number): Promise<void> {
    this.#port = port;
    for (let i = 0; ; i++) {
      const socket = connect(port, '127.0.0.1');
      const [event] = await Promise.race([
        once(socket, 'connect').then(() => ['connect'] as const),
        once(socket, 'error').then(() => ['error'] as const),
      ]).catch(() => ['error'] as const);
      if (event === 'connect') {
        this.#listen(socket);
        return;
      }
      if (i > 100) throw new Error('Kannel does not listen for its network');
      await pause(100);
    }
  }

  /** The network is away, until `reconnect`. */
  disconnect(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  reconnect(): Promise<void> {
    return this.connect(this.#port);
  }

  /** A citizen sends a text. */
  send(from: string, text: string, to = '8079'): void {
    const isAscii = /^[\x20-\x7e]*$/.test(text);
    const utf16 = [...Buffer.from(text, 'utf16le').swap16()].map(percent).join('');
    this.#socket!.write(isAscii ? `${from} ${to} text ${text}\n` : `${from} ${to} ucs2 ${utf16}\n`);
  }

  #listen(socket: Socket): void {
    this.#socket = socket;
    let rest = '';
    socket.setEncoding('latin1').on('data', (data: string) => {
      const lines = (rest + data).split('\n');
      rest = lines.pop()!;
      for (const line of lines) this.#read(line);
    });
    socket.on('error', () => {});
  }

  #read(line: string): void {
    const [, to = '', kind = '', ...words] = line.split(' ');
    if (kind === 'text') this.#take(to, words.join(' '), 'gsm7');
    else if (kind === 'ucs-2') this.#take(to, ucs2(words[0]!), 'ucs2');
    else if (kind === 'udh') {
      const [header, how, ...body] = words as [string, string, ...string[]];
      const [reference, total, part] = [...unescaped(header)].slice(3) as [number, number, number];
      const bytes = unescaped(body.join(how === 'data' ? '' : ' '));
      const isUcs2 = isUtf16(bytes);
      const text = isUcs2 ? bytes.swap16().toString('utf16le') : bytes.toString('utf8');
      const key = `${to} ${reference}`;
      const parts = this.#parts.get(key) ?? new Map<number, { text: string; encoding: ReceivedText['encoding'] }>();
      this.#parts.set(key, parts.set(part, { text, encoding: isUcs2 ? 'ucs2' : 'gsm7' }));
      if (parts.size < total) return;
      this.#parts.delete(key);
      const whole = [...parts].sort(([a], [b]) => a - b).map(([, each]) => each);
      this.#take(to, whole.map(each => each.text).join(''), whole[0]!.encoding, total);
    } else if (kind === 'data') this.#take(to, unescaped(words[0] ?? '').toString('utf8'), 'gsm7');
  }

  #take(to: string, text: string, encoding: ReceivedText['encoding'], segments = 1): void {
    this.received.push({ to, text, segments, encoding });
  }
}

const percent = (byte: number) => `%${byte.toString(16).padStart(2, '0')}`;

const unescaped = (text: string): Buffer =>
  Buffer.from(
    text.replace(/\+/g, ' ').replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );

const ucs2 = (text: string): string => unescaped(text).swap16().toString('utf16le');

/** The line of a part does not tell its encoding: every other byte of Vietnamese in UTF-16 is below 0x21. */
const isUtf16 = (bytes: Buffer): boolean =>
  bytes.length % 2 === 0 && [...bytes].filter((byte, i) => i % 2 === 0 && byte < 0x21).length > bytes.length / 4;

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

async function untilListening(port: number): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await pause(100);
  }
  throw new Error(`Kannel does not listen on ${port}`);
}

function configuration(
  folder: string,
  sendPort: number,
  { admin, box, smsc }: { admin: number; box: number; smsc: number },
  incoming: string,
): string {
  const onlyHere = (kind: string) => `${kind}-deny-ip = "*.*.*.*"\n${kind}-allow-ip = "127.0.0.1"`;
  return `group = core
admin-port = ${admin}
admin-interface = "127.0.0.1"
admin-password = admin-word
status-password = status-word
${onlyHere('admin')}
smsbox-port = ${box}
smsbox-interface = "127.0.0.1"
${onlyHere('box')}
log-file = "${folder}/bearerbox.log"
log-level = 0
access-log = "${folder}/access.log"
store-type = spool
store-location = "${folder}/store"
dlr-storage = spool
dlr-spool = "${folder}/dlr"
sms-resend-freq = 2
sms-resend-retry = 30
unified-prefix = "+84,0084,84,0"

group = smsc
smsc = fake
smsc-id = fake1
port = ${smsc}
connect-allow-ip = "127.0.0.1"

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = ${box}
sendsms-port = ${sendPort}
sendsms-interface = "127.0.0.1"
sendsms-chars = "0123456789 +-"
log-file = "${folder}/smsbox.log"
log-level = 0
mo-recode = true
http-request-retry = 30
http-queue-delay = 1

group = sendsms-user
username = motcua
password = word
${onlyHere('user')}
max-messages = 6
concatenation = true
default-sender = MOTCUA
default-smsc = fake1

group = sms-service
keyword = default
post-url = "${incoming}?id=%I"
accept-x-kannel-headers = true
send-sender = true
max-messages = 3
concatenation = true
omit-empty = true
`;
}

/** Whether `bearerbox` runs at all here. */
export const kannelVersion = (): string =>
  spawnSync('/usr/sbin/bearerbox', ['--version'], { encoding: 'utf8' }).stdout.split('\n')[0] ?? '';
