import { encodeJson } from '../domain/json.ts';
import { readJson } from './body.ts';
import type { Mistake } from './errors.ts';
import type { CallFeed } from './service-map.ts';
import { compile, compileText, plain, type Scope } from './value.ts';

/** A pushed message that calls a number, as the map reads it; nothing is checked yet. */
export interface PushedCall {
  agency: unknown;
  place: unknown;
  number: unknown;
  counter: unknown;
}

/** A compiled feed of calls. */
export interface CompiledCallFeed {
  /** Address of the WebSocket. */
  address(scope: Scope): Promise<string>;
  /** What is sent once it is open. */
  greetings(scope: Scope): Promise<string[]>;
  /** What a message calls; undefined for one that calls nothing. */
  read(message: string, scope: Omit<Scope, 'here'>): Promise<PushedCall | undefined>;
}

/** Compiles the feed of a map. */
export function compileCallFeed(
  { socket, send, when, agency, place, number, counter }: CallFeed,
  mistakes: Mistake[],
): CompiledCallFeed {
  const address = compileText(socket, ['calls', 'socket'], mistakes, String);
  const greetings = compile(send ?? [], ['calls', 'send'], mistakes);
  const condition = compile(when, ['calls', 'when'], mistakes);
  const fields = compile({ agency, place, number, counter }, ['calls'], mistakes);
  return {
    address,
    greetings: async scope =>
      ((await greetings(scope)) as unknown[]).map(each => (typeof each === 'string' ? each : encodeJson(plain(each)))),
    async read(message, { names }) {
      const scope = { here: parsed(message), names };
      return (await condition(scope)) ? ((await fields(scope)) as PushedCall) : undefined;
    },
  };
}

function parsed(message: string): unknown {
  try {
    return readJson(message);
  } catch {
    return message;
  }
}
