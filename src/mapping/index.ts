import { safeParse } from 'valibot';
import { dossierRead, operations, type Operation, type Output } from '../contract/index.ts';
import type { Input } from '../contract/requests/index.ts';
import { BadMap, ExchangeFailed, MapFailed, MapRefusal, type Mistake } from './errors.ts';
import type { AnswerStore, Exchange, ForeignAnswer } from './exchange.ts';
import { compileCallFeed, type CompiledCallFeed, type PushedCall } from './call-feed.ts';
import { coerce } from './coerce.ts';
import { functionsFor, type FunctionContext } from './functions.ts';
import { MapFile, merged } from './map.ts';
import {
  compileMessageService,
  type CompiledMessageService,
  type MappedMessage,
  type MessageOutcome,
  type PushedMessage,
  type PushedReceipt,
  type RenewedToken,
} from './message-service.ts';
import { compileOperation, type Run } from './run.ts';
import { texts } from './texts.ts';
import { separated } from './separated.ts';
import { compile, type Compiled, named } from './value.ts';

export { checkMap, knownKeys, rulesWithMissableComparison as missableRules } from './check.ts';
export {
  BadMap,
  ExchangeFailed,
  MapFailed,
  mistakeText,
  pathText,
  MapRefusal as Refused,
  type Mistake,
  type Path,
} from './errors.ts';
export { instantText, readDate } from './dates.ts';
export { separated } from './separated.ts';
export type { PushedCall } from './call-feed.ts';
export type { MappedMessage, MessageOutcome, PushedMessage, PushedReceipt, RenewedToken };
export { isWithin, type AnswerStore, type Exchange, type ForeignAnswer, type ForeignRequest } from './exchange.ts';
export { functionNames } from './functions.ts';
export { MapFile } from './map.ts';

/** What the expressions of a map may use. */
export interface ExpressionContext extends Pick<FunctionContext, 'now' | 'seal' | 'open' | 'env'> {
  /** Called for unreadable values, without the values. */
  warn?: ((message: string) => void) | undefined;
}

/** Numbers that an upstream system calls, over a WebSocket. */
export interface CallFeedOfMap {
  address(around: ExpressionContext): Promise<string>;
  greetings(around: ExpressionContext): Promise<string[]>;
  read(message: string, around: ExpressionContext): Promise<PushedCall | undefined>;
}

/** Messages that a map sends, and what is pushed back. */
export interface MessageServiceOfMap {
  channel: 'sms' | 'zalo';
  /** The system sends a message with a repeated id once. */
  isRepeatable: boolean;
  perMinute: number;
  hasToken: boolean;
  /** The refresh token that the operator has set. */
  firstRefresh(around: ExpressionContext): Promise<string | undefined>;
  /** @throws ExchangeFailed without a token */
  renew(refresh: string, around: ExpressionContext & { exchange: Exchange }): Promise<RenewedToken>;
  /** @throws MapFailed before anything was sent */
  send(
    message: MappedMessage,
    token: string | undefined,
    around: ExpressionContext & { exchange: Exchange },
  ): Promise<MessageOutcome>;
  receipt(body: unknown, around: ExpressionContext): Promise<PushedReceipt | undefined>;
  incoming(body: unknown, around: ExpressionContext): Promise<PushedMessage | undefined>;
}

/** Options of a call through a map. */
export interface CallOptions extends ExpressionContext {
  exchange: Exchange;
  /** Idempotency key of a write. */
  key?: string | undefined;
  /** The solution of a challenge, as the page sent it. */
  proof?: string | undefined;
  /** Where the map keeps answers between calls. */
  answers?: AnswerStore | undefined;
  readXml?: ((text: string) => unknown) | undefined;
}

/** An upstream system described by a map: answers operations as the contract says. */
export class MappedApi {
  readonly file: MapFile;
  readonly #runs = new Map<string, Run>();
  readonly #definitions: [name: string, value: Compiled][];
  readonly #callFeed: CompiledCallFeed | undefined;
  readonly #messages: CompiledMessageService | undefined;

  /**
   * @param file content of the map's file
   * @param preset the map that it extends, if it names one
   * @param address URL of the file in a page: base of a relative `base`
   * @throws BadMap with every error
   */
  constructor(file: unknown, preset?: unknown, address?: string) {
    const mistakes: Mistake[] = [];
    const read = readFile(preset === undefined ? file : merged(preset, file));
    this.file = address ? { ...read, base: new URL(read.base ?? '/', address).href } : read;
    this.#definitions = Object.entries(this.file.define ?? {}).map(([name, value]) => [
      name,
      compile(value, ['define', name], mistakes),
    ]);
    for (const operation of operations) {
      const own = this.file.operations[operation.name];
      if (own) this.#runs.set(operation.name, compileOperation(operation, own, this.file, mistakes));
    }
    this.#callFeed = this.file.calls && compileCallFeed(this.file.calls, mistakes);
    this.#messages = this.file.messages && compileMessageService(this.file.messages, this.file, mistakes);
    if (mistakes.length) throw new BadMap(mistakes);
  }

  /** Whether the map answers an operation for an agency. */
  answers(operation: Operation, agency: string | undefined): boolean {
    const { agencies } = this.file;
    return this.#runs.has(operation.name) && (!agencies || (agency !== undefined && agencies.includes(agency)));
  }

  /** Numbers that the system pushes; undefined for a map without them. */
  get callFeed(): CallFeedOfMap | undefined {
    const feed = this.#callFeed;
    if (!feed) return undefined;
    return {
      address: async around => feed.address({ here: undefined, names: await this.#names(around, undefined) }),
      greetings: async around => feed.greetings({ here: undefined, names: await this.#names(around, undefined) }),
      read: async (message, around) => feed.read(message, { names: await this.#names(around, undefined) }),
    };
  }

  /** Messages that the system sends; undefined for a map without them. */
  get messageService(): MessageServiceOfMap | undefined {
    const compiled = this.#messages;
    if (!compiled) return undefined;
    const { channel = 'sms', repeatable = false, perMinute = 60, token } = compiled.service;
    const names = (around: ExpressionContext, input?: unknown) => this.#names(around, input);
    return {
      ...{ channel, isRepeatable: repeatable, perMinute, hasToken: token !== undefined },
      firstRefresh: async around => compiled.firstRefresh(await names(around)),
      renew: async (refresh, around) => compiled.renew(refresh, await names(around), around.exchange),
      send: async (message, access, around) =>
        compiled.send(message, access, await names(around, message), around.exchange),
      receipt: async (body, around) => compiled.receipt(body, await names(around, body)),
      incoming: async (body, around) => compiled.incoming(body, await names(around, body)),
    };
  }

  /**
   * Calls the upstream system.
   * @throws MapRefusal when it refuses, as a problem of the contract
   * @throws ExchangeFailed without a usable answer
   * @throws MapFailed when the map does not fit the answer
   */
  async call<O extends Operation>(operation: O, input: Input<O>, asking: CallOptions): Promise<Output<O>> {
    const { exchange, answers, readXml, warn = () => {} } = asking;
    const asked = { ...(input as object), ...codeOf(operation, input, this.file.codePattern) };
    const names = await this.#names(asking, asked, asking);
    const used = { answers: new Map<string, ForeignAnswer>(), logins: new Map<string, ForeignAnswer>() };
    const context = { exchange, names, answers, readXml, written: new Map<string, number>(), used };
    try {
      return coerce(operation, await this.#runs.get(operation.name)!(context));
    } catch (error) {
      // An answer that does not fit is not kept for others.
      if (error instanceof MapFailed) for (const [key, answer] of used.answers) answers?.forget(key, answer);
      const unsure = [...context.written.values()].some(count => count > 0);
      if (!unsure || (error instanceof ExchangeFailed && this.repeatable(operation))) throw error;
      warn((error as Error).message);
      throw Object.assign(new MapRefusal('outcome-unknown'), { cause: error });
    }
  }

  /** Functions, constants and definitions. */
  async #names(
    around: ExpressionContext,
    input: unknown,
    { key, proof }: Pick<CallOptions, 'key' | 'proof'> = {},
  ): Promise<Record<string, unknown>> {
    const { now, seal, open, env, warn = () => {} } = around;
    const { zone = '+07:00', closing = '17:00', tables = {}, vars = {} } = this.file;
    const functions = functionsFor({ now, zone, closing, tables, seal, open, env, warn });
    const names: Record<string, unknown> = { ...functions, base: this.file.base, vars, input, key, proof };
    for (const [name, value] of this.#definitions)
      names[name] = named(await value({ here: input, names }), ['define', name]);
    return names;
  }

  /** Whether a write may be repeated with its key when its answer was lost. */
  repeatable({ name }: Operation): boolean {
    return this.file.operations[name]?.repeatable === true;
  }
}

/** The dossier code of an input in the system's own format. */
function codeOf({ name }: Operation, input: unknown, pattern: string | undefined): { code?: string } {
  return pattern && name === dossierRead.name ? { code: separated((input as { code: string }).code, pattern) } : {};
}

/**
 * Parses the file of a map.
 * @throws BadMap with every error of its shape
 */
function readFile(file: unknown): MapFile {
  const result = safeParse(MapFile, file);
  if (result.success) return result.output;
  throw new BadMap(
    result.issues.map(issue => {
      const path = (issue.path ?? []).map(({ key }) => key as string | number);
      const known = issue.type === 'strict_object' && issue.expected === 'never';
      return {
        path,
        message: known ? texts.unknownKey : texts.expected(issue.expected ?? issue.type, issue.received),
      };
    }),
  );
}
