import { object, safeParse } from 'valibot';
import { Id } from '../../contract/index.ts';
import { requests } from '../../contract/requests/index.ts';
import { MapFailed, type MappedApi } from '../../mapping/index.ts';
import { callNumberOnce } from '../calls/index.ts';
import type { Log } from '../http/log.ts';
import type { Db } from '../platform/database.ts';
import { mapVariable } from './upstream.ts';

const maxMessageLength = 64 * 1024;
/** Messages that wait to be read; further ones are dropped. */
const maxWaiting = 100;
/** Between attempts to connect, in ms; doubled up to the second one. */
const [firstWaitMs, longestWaitMs] = [1000, 60_000];
/** A socket that is silent for so long may be dead: it is opened anew. */
const silenceMs = 15 * 60_000;
const handshakeMs = 30_000;

const { number, counter } = requests['call.create'].input.entries;
const Call = object({ agency: Id, place: Id, number, counter });

/**
 * Opens the WebSockets of maps whose systems push calls, and calls the numbers at their places. A socket that closes is
 * opened again, at growing intervals.
 * @returns what closes them; resolves when calls that have come are stored
 */
export function openCallFeeds(maps: readonly MappedApi[], db: Db, log: Log, env = process.env): () => Promise<void> {
  const feeds = maps.filter(({ callFeed }) => callFeed).map(map => new CallFeedSocket(map, db, log, env));
  for (const feed of feeds) void feed.open();
  return async () => {
    await Promise.all(feeds.map(feed => feed.close()));
  };
}

class CallFeedSocket {
  readonly #map: MappedApi;
  readonly #db: Db;
  readonly #log: Log;
  readonly #env: NodeJS.ProcessEnv;
  #socket: WebSocket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #waitMs = firstWaitMs;
  #isClosed = false;
  /** What was logged last: a system that is away for a night is one line. */
  #told = '';
  /** Messages are read one after the other. */
  #reading: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(map: MappedApi, db: Db, log: Log, env: NodeJS.ProcessEnv) {
    this.#map = map;
    this.#db = db;
    this.#log = log;
    this.#env = env;
  }

  async open(): Promise<void> {
    const feed = this.#map.callFeed!;
    try {
      const address = await feed.address(this.#around());
      if (this.#isClosed) return;
      const socket = new WebSocket(address);
      this.#socket = socket;
      // What a socket says that was given up does not count: it may take minutes to close.
      const on = <K extends keyof WebSocketEventMap>(name: K, work: (event: WebSocketEventMap[K]) => void) =>
        socket.addEventListener(name, event => this.#socket === socket && work(event));
      on('open', () => {
        this.#tell('open');
        this.#giveUpAfter(silenceMs);
        void feed.greetings(this.#around()).then(
          greetings => greetings.forEach(greeting => socket.send(greeting)),
          () => this.#tell('map-failed'),
        );
      });
      on('message', ({ data }) => this.#take(data));
      on('error', () => this.#tell('failed'));
      on('close', ({ code }) => {
        if (this.#told !== 'failed') this.#tell('closed', code);
        this.#again();
      });
      this.#giveUpAfter(handshakeMs);
    } catch {
      this.#tell('no-address');
      this.#again();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#drop();
    await this.#reading;
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #again(): void {
    clearTimeout(this.#timer);
    this.#drop();
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.open(), this.#waitMs).unref();
    this.#waitMs = Math.min(longestWaitMs, this.#waitMs * 2);
  }

  /** Opens another socket where this one stays silent: a dead connection is not told of. */
  #giveUpAfter(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#again(), ms).unref();
  }

  #take(data: unknown): void {
    this.#waitMs = firstWaitMs;
    this.#giveUpAfter(silenceMs);
    if (typeof data !== 'string' || data.length > maxMessageLength || this.#waiting >= maxWaiting) return;
    this.#waiting++;
    this.#reading = this.#reading.then(() => this.#read(data)).finally(() => this.#waiting--);
  }

  async #read(message: string): Promise<void> {
    try {
      const pushed = await this.#map.callFeed!.read(message, this.#around());
      if (!pushed) return;
      const call = safeParse(Call, pushed);
      if (!call.success) return this.#tell('not-a-call');
      const { agency, place, number, counter } = call.output;
      const isKnown = await this.#db
        .selectFrom('place')
        .select('id')
        .where('id', '=', place)
        .where('agency', '=', agency)
        .executeTakeFirst();
      if (!isKnown) return this.#tell('no-place');
      const pushedCall = { agency, place, number, counterName: counter };
      await this.#db.transaction().execute(tx => callNumberOnce(tx, pushedCall, new Date()));
      this.#tell('open');
    } catch (error) {
      this.#tell(error instanceof MapFailed ? 'map-failed' : 'failed');
    }
  }

  #around = () => ({ now: new Date(), env: (name: string) => mapVariable(this.#env, name) });

  #tell(state: string, code?: number): void {
    if (state === this.#told) return;
    this.#told = state;
    this.#log({ time: new Date().toISOString(), queue: this.#map.file.name, state, ...(code && { code }) });
  }
}
