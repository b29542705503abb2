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

const { number, counter } = requests['call.create'].input.entries;
const Call = object({ agency: Id, place: Id, number, counter });

/**
 * Opens the WebSockets of maps whose systems push calls, and calls the numbers at their places. A socket that closes is
 * opened again, at growing intervals.
 * @returns what closes them
 */
export function openCallFeeds(maps: readonly MappedApi[], db: Db, log: Log, env = process.env): () => void {
  const feeds = maps.filter(({ callFeed }) => callFeed).map(map => new CallFeedSocket(map, db, log, env));
  for (const feed of feeds) void feed.open();
  return () => {
    for (const feed of feeds) feed.close();
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
    try {
      const feed = this.#map.callFeed!;
      const socket = new WebSocket(await feed.address(this.#around()));
      if (this.#isClosed) return socket.close();
      this.#socket = socket;
      socket.addEventListener('open', () => {
        this.#waitMs = firstWaitMs;
        this.#tell('open');
        this.#expectMessage();
        void feed.greetings(this.#around()).then(
          greetings => greetings.forEach(greeting => socket.send(greeting)),
          () => this.#tell('map-failed'),
        );
      });
      socket.addEventListener('message', ({ data }) => {
        this.#expectMessage();
        if (typeof data !== 'string' || data.length > maxMessageLength || this.#waiting >= maxWaiting) return;
        this.#waiting++;
        this.#reading = this.#reading.then(() => this.#read(data)).finally(() => this.#waiting--);
      });
      socket.addEventListener('error', () => this.#tell('failed'));
      socket.addEventListener('close', () => this.#again());
    } catch {
      this.#tell('no-address');
      this.#again();
    }
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  #again(): void {
    clearTimeout(this.#timer);
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.open(), this.#waitMs).unref();
    this.#waitMs = Math.min(longestWaitMs, this.#waitMs * 2);
  }

  #expectMessage(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#socket?.close(), silenceMs).unref();
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
      const now = new Date();
      await this.#db
        .transaction()
        .execute(tx => callNumberOnce(tx, { agency, place, number, counterName: counter }, now));
      this.#tell('open');
    } catch (error) {
      this.#tell(error instanceof MapFailed ? 'map-failed' : 'failed');
    }
  }

  #around = () => ({ now: new Date(), env: (name: string) => mapVariable(this.#env, name) });

  #tell(state: string): void {
    if (state === this.#told) return;
    this.#told = state;
    this.#log({ time: new Date().toISOString(), queue: this.#map.file.name, state });
  }
}
