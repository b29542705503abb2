import { readJson } from './body.ts';
import { ExchangeFailed, MapFailed, type Mistake } from './errors.ts';
import type { Exchange, ForeignAnswer } from './exchange.ts';
import type { MapFile } from './map.ts';
import type { MessageService } from './service-map.ts';
import { compileRequest } from './request.ts';
import { compile, type Compiled, type Scope } from './value.ts';

/** A message, as expressions see it. */
export interface MappedMessage {
  id: string;
  /** E.164. */
  phone: string;
  text: string;
  template: string | null;
  fields: Record<string, string>;
}

/** What became of handing a message over. */
export interface MessageOutcome {
  outcome: 'accepted' | 'rejected' | 'later' | 'unknown' | 'renew';
  /** For officers. */
  reason?: string | undefined;
}

/** A renewed token. */
export interface RenewedToken {
  access: string;
  /** The next refresh token; the same one stays where there is none. */
  refresh: string | undefined;
  seconds: number;
}

/** A pushed receipt; nothing is checked yet. */
export interface PushedReceipt {
  message: unknown;
  state: unknown;
}

/** A pushed message of a citizen; nothing is checked yet. */
export interface PushedMessage {
  id: unknown;
  from: unknown;
  text: unknown;
}

type Names = Record<string, unknown>;

/** A compiled message service. */
export interface CompiledMessageService {
  service: MessageService;
  /** The refresh token that the operator has set. */
  firstRefresh(names: Names): Promise<string | undefined>;
  /** @throws ExchangeFailed without a token */
  renew(refresh: string, names: Names, exchange: Exchange): Promise<RenewedToken>;
  /** @throws MapFailed before anything was sent */
  send(message: MappedMessage, token: string | undefined, names: Names, exchange: Exchange): Promise<MessageOutcome>;
  receipt(body: unknown, names: Names): Promise<PushedReceipt | undefined>;
  incoming(body: unknown, names: Names): Promise<PushedMessage | undefined>;
}

/** Compiles the message service of a map. */
export function compileMessageService(
  service: MessageService,
  map: MapFile,
  mistakes: Mistake[],
): CompiledMessageService {
  const at = ['messages'];
  const build = compileRequest(service.request, map, [...at, 'request'], mistakes);
  const refusals = (service.refuseWhen ?? []).map(({ when, reason }, i) => ({
    when: compile(when, [...at, 'refuseWhen', i, 'when'], mistakes),
    reason: compile(reason, [...at, 'refuseWhen', i, 'reason'], mistakes),
  }));
  const outcomes = (service.outcomes ?? []).map(({ when, outcome, reason }, i) => ({
    outcome,
    when: compile(when, [...at, 'outcomes', i, 'when'], mistakes),
    reason: compile(reason ?? null, [...at, 'outcomes', i, 'reason'], mistakes),
  }));
  const receipt = service.receipt && compilePush(service.receipt, [...at, 'receipt'], mistakes);
  const incoming = service.incoming && compilePush(service.incoming, [...at, 'incoming'], mistakes);
  const { token } = service;
  const first = compile(token?.first ?? null, [...at, 'token', 'first'], mistakes);
  const askToken = token && compileRequest(token.request, map, [...at, 'token', 'request'], mistakes);
  const access = compile(token?.access ?? null, [...at, 'token', 'access'], mistakes);
  const refreshed = compile(token?.refresh ?? null, [...at, 'token', 'refresh'], mistakes);
  const seconds = compile(token?.seconds ?? null, [...at, 'token', 'seconds'], mistakes);

  return {
    service,
    firstRefresh: async names => textOf(await first({ here: undefined, names })),

    async renew(refresh, names, exchange) {
      const answer = await exchange(await askToken!({ here: undefined, names: { ...names, refresh } }));
      const scope = scopeOf(answer, { ...names, refresh });
      const renewed = textOf(await access(scope));
      if (!renewed) throw new ExchangeFailed('not-understood');
      const lifetime = Number(await seconds(scope));
      return { access: renewed, refresh: textOf(await refreshed(scope)), seconds: lifetime > 0 ? lifetime : 0 };
    },

    async send(message, accessToken, names, exchange) {
      const before: Scope = { here: message, names: { ...names, message, token: accessToken } };
      for (const { when, reason } of refusals)
        if (await when(before)) return { outcome: 'rejected', reason: textOf(await reason(before)) };
      const request = await build(before);
      let answer: ForeignAnswer;
      try {
        answer = await exchange(request);
      } catch (error) {
        if (!(error instanceof ExchangeFailed)) throw error;
        return { outcome: error.kind === 'unsent' ? 'later' : 'unknown', reason: error.kind };
      }
      const scope = scopeOf(answer, before.names);
      try {
        for (const { when, outcome, reason } of outcomes)
          if (await when(scope)) return { outcome, reason: textOf(await reason(scope)) };
      } catch (error) {
        if (!(error instanceof MapFailed)) throw error;
        return { outcome: 'unknown', reason: error.message };
      }
      return byStatus(answer.status);
    },

    receipt: async (body, names) => (await receipt?.({ here: body, names })) as PushedReceipt | undefined,
    incoming: async (body, names) => (await incoming?.({ here: body, names })) as PushedMessage | undefined,
  };
}

/** What a pushed body says; undefined for one of another kind. */
function compilePush({ when, ...fields }: { when: string }, at: string[], mistakes: Mistake[]): Compiled {
  const condition = compile(when, [...at, 'when'], mistakes);
  const values = compile(fields, at, mistakes);
  return async scope => ((await condition(scope)) ? values(scope) : undefined);
}

/** After a server error, or an answer that no rule explains, the message may have been sent. */
function byStatus(status: number): MessageOutcome {
  const reason = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { outcome: 'accepted' };
  if (status === 429) return { outcome: 'later', reason };
  return { outcome: status >= 400 && status < 500 ? 'rejected' : 'unknown', reason };
}

function scopeOf({ status, headers, text }: ForeignAnswer, names: Names): Scope {
  let here: unknown = text;
  try {
    here = text.trim() ? readJson(text) : undefined;
  } catch {
    // Rules may still interpret the text.
  }
  return { here, names: { ...names, http: { status, headers, text } } };
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined;
