import type { Operation } from '../contract/index.ts';
import { readCsv, readJson } from './body.ts';
import { ExchangeFailed, MapFailed, MapRefusal, type Mistake, type Path } from './errors.ts';
import { requestKey, type AnswerStore, type Exchange, type ForeignAnswer, type ForeignRequest } from './exchange.ts';
import type { MapFile, Step } from './map.ts';
import type { RequestMap } from './request-map.ts';
import { compileRequest, methodOf, type BuildRequest } from './request.ts';
import { compileRules, invalidAnswer, refuseByStatus, throwRefusal } from './rules.ts';
import { texts } from './texts.ts';
import { asList, compile, type Compiled, type Scope } from './value.ts';

/** Context of one call. */
export interface Context {
  exchange: Exchange;
  /** `$input`, `$vars`, functions and definitions. */
  names: Record<string, unknown>;
  readXml?: ((text: string) => unknown) | undefined;
  /** Where answers are kept between calls; nowhere in a page. */
  answers?: AnswerStore | undefined;
  /** By step, the number of requests that may have changed something. */
  written: Map<string, number>;
  /** Answers of earlier calls that this one has used, by their key; `logins` are those of steps with `keepFor`. */
  used: { answers: Map<string, ForeignAnswer>; logins: Map<string, ForeignAnswer> };
}

/** A compiled step of an operation. */
export interface CompiledStep {
  name: string;
  mayFail: boolean;
  isBeside: boolean;
  /** Sends it, and gives what it keeps. */
  run: (scope: Scope, context: Context) => Promise<unknown>;
  when: Compiled;
  undo: BuildRequest | undefined;
}

/** Concurrent requests of a step with `each`. */
const maxConcurrent = 4;

/** Compiles a step: its requests, how they are refused, what is kept of their answers. */
export function compileStep(
  operation: Operation,
  step: Step,
  map: MapFile,
  at: Path,
  mistakes: Mistake[],
): CompiledStep {
  const when = compile(step.when ?? true, [...at, 'when'], mistakes);
  const each = step.each === undefined ? undefined : compile(step.each, [...at, 'each'], mistakes);
  const more = step.pages && compile(step.pages.while, [...at, 'pages', 'while'], mistakes);
  const most = step.pages?.most ?? 1;
  const build = compileRequest(step.request, map, [...at, 'request'], mistakes);
  const rules = [
    ...compileRules(step.errorWhen ?? [], [...at, 'errorWhen'], mistakes),
    ...compileRules(map.errorWhen ?? [], ['errorWhen'], mistakes),
  ];
  const keep = step.keep === undefined ? undefined : compile(step.keep, [...at, 'keep'], mistakes);
  const changes = writes(operation, step);
  if (step.cache && changes) mistakes.push({ path: [...at, 'cache'], message: texts.keptWrite });
  const send = sender(operation, step);

  const ask = async (scope: Scope, context: Context): Promise<unknown> => {
    const kept: unknown[] = [];
    for (let page = 0; page < most; page++) {
      const asked = { ...scope, names: { ...scope.names, page } };
      const request = await build(asked);
      if (changes) count(context, step.name, 1);
      const answer = await send(request, context, () => changes && count(context, step.name, -1));
      const { status, headers, cookies = {}, text } = answer;
      const body = readBody(answer, step.request, context);
      const got: Scope = { here: body.value, names: { ...asked.names, http: { status, headers, cookies, text } } };
      try {
        await throwRefusal(rules, got);
        if (body.failed) throw invalidAnswer(answer, operation);
        refuseByStatus(answer, operation);
      } catch (error) {
        context.answers?.forget(requestKey(request), answer);
        // After a server error a write may still have been done; a refusal by a rule of the map is trusted.
        if (changes && error instanceof MapRefusal && !(error.slug === 'unavailable' && answer.status >= 500))
          count(context, step.name, -1);
        throw error;
      }
      const own = keep ? await keep(got) : body.value;
      if (!more) return own;
      kept.push(...asList(own));
      if (!(await more(got))) break;
    }
    return kept;
  };

  return {
    name: step.name,
    mayFail: step.mayFail ?? false,
    isBeside: step.beside ?? false,
    when,
    undo: step.undo && compileRequest(step.undo, map, [...at, 'undo'], mistakes),
    run: async (scope, context) => {
      if (!each) return ask(scope, context);
      const items = asList(await each(scope));
      const askOne = (item: unknown) => ask({ ...scope, names: { ...scope.names, item } }, context);
      // Writes run one by one, so that a failure stops the rest.
      return inOrder(items, operation.writes ? 1 : maxConcurrent, askOne);
    },
  };
}

/** Whether a step may change something. */
export const writes = (operation: Operation, { reads, keepFor, request }: Step): boolean =>
  Boolean(operation.writes) && !reads && !keepFor && methodOf(request) !== 'GET';

type Send = (request: ForeignRequest, context: Context, unsent: () => void) => Promise<ForeignAnswer>;

/** Its answers are good once: two citizens must not get the same. */
const notShared = new Set(['challenge.read']);

/**
 * How the requests of a step are sent: once for all that ask for the same at the same time, where nothing can change,
 * and not again while an answer is kept.
 */
function sender(operation: Operation, step: Step): Send {
  const seconds = step.keepFor ?? step.cache ?? 0;
  const isRead = operation.method === 'GET' && !notShared.has(operation.name) && methodOf(step.request) === 'GET';
  const isShared = seconds > 0 || isRead;
  return async (request, context, unsent) => {
    const { answers, exchange } = context;
    if (!answers || !isShared) return exchangeOnce(request, exchange, unsent);
    const key = requestKey(request);
    let isNew = false;
    const load = () => {
      isNew = true;
      return exchange(request);
    };
    let answer = await answers.get(key, seconds, load);
    // A session that was begun for somebody else is not shared; what follows in it would be.
    if (!isNew && !step.keepFor && Object.keys(answer.cookies ?? {}).length) answer = await load();
    if (seconds) context.used.answers.set(key, answer);
    if (step.keepFor && !isNew) context.used.logins.set(key, answer);
    return answer;
  };
}

async function exchangeOnce(request: ForeignRequest, exchange: Exchange, unsent: () => void): Promise<ForeignAnswer> {
  try {
    return await exchange(request);
  } catch (error) {
    if (error instanceof ExchangeFailed && error.kind === 'unsent') unsent();
    throw error;
  }
}

function count({ written }: Context, step: string, by: number): void {
  written.set(step, (written.get(step) ?? 0) + by);
}

/** Runs with limited concurrency; results in the order of the items. */
async function inOrder(
  items: readonly unknown[],
  together: number,
  work: (item: unknown) => Promise<unknown>,
): Promise<unknown[]> {
  const results: unknown[] = [];
  for (let i = 0; i < items.length; i += together)
    results.push(...(await Promise.all(items.slice(i, i + together).map(work))));
  return results;
}

function readBody(
  { text, status }: ForeignAnswer,
  { answer = 'json' }: RequestMap,
  { readXml }: Context,
): { value: unknown; failed?: boolean } {
  try {
    switch (answer) {
      case 'none':
        return { value: undefined };
      case 'text':
        return { value: text };
      case 'csv':
        return { value: readCsv(text) };
      case 'xml':
        if (!readXml) throw new MapFailed([], texts.xmlInPage);
        return { value: readXml(text) };
      case 'json':
        return status === 204 || !text.trim() ? { value: undefined } : { value: readJson(text) };
    }
  } catch (error) {
    if (error instanceof MapFailed) throw error;
    // A rule may still interpret this text.
    return { value: text, failed: true };
  }
}
