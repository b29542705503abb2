import { problems, type Operation, type Slug } from '../contract/index.ts';
import { readCsv, readJson } from './body.ts';
import { ExchangeFailed, MapFailed, MapRefusal, type Mistake, type Path } from './errors.ts';
import type { Exchange, ForeignAnswer, ForeignRequest } from './exchange.ts';
import type { MapFile, OperationMap, RequestMap, Rule, Step } from './map.ts';
import { compileRequest, methodOf, type BuildRequest } from './request.ts';
import { texts } from './texts.ts';
import { asList, compile, type Compiled, type Scope } from './value.ts';
import { requestOf } from '../contract/requests/index.ts';

/** A compiled operation. */
export type Run = (context: Context) => Promise<unknown>;

/** Context of one call. */
export interface Context {
  exchange: Exchange;
  /** `$input`, `$vars`, functions and definitions. */
  names: Record<string, unknown>;
  readXml?: ((text: string) => unknown) | undefined;
  /** By step, the number of requests that may have changed something. */
  written: Map<string, number>;
}

interface CompiledStep {
  name: string;
  mayFail: boolean;
  run: (scope: Scope, context: Context) => Promise<unknown>;
  when: Compiled;
  undo: BuildRequest | undefined;
}

/** Concurrent requests of a step with `each`. */
const maxConcurrent = 4;

/** Compiles an operation: its refusals, its steps in order, its answer. */
export function compileOperation(operation: Operation, own: OperationMap, map: MapFile, mistakes: Mistake[]): Run {
  const at: Path = ['operations', operation.name];
  if (own.steps && own.request) mistakes.push({ path: at, message: texts.twoWays });
  const refusals = compileRules(own.refuseWhen ?? [], [...at, 'refuseWhen'], mistakes);
  const { reads, when, each, pages, request, errorWhen, keep } = own;
  const steps: [Step, Path][] =
    own.steps?.map((step, i): [Step, Path] => [step, [...at, 'steps', i]]) ??
    (request ? [[{ name: 'call', reads, when, each, pages, request, errorWhen, keep }, at]] : []);
  const compiled = steps.map(([step, path]) => compileStep(operation, step, map, path, mistakes));
  const answer = compile(own.answer, [...at, 'answer'], mistakes);

  return async context => {
    const { names } = context;
    await throwRefusal(refusals, { here: names['input'], names });
    const done = await runSteps(compiled, context);
    return answer({ here: done.last, names: { ...names, steps: done.kept, failed: done.failed } });
  };
}

interface Progress {
  /** Result of the last step; the input without steps. */
  last: unknown;
  kept: Record<string, unknown>;
  failed: string[];
}

async function runSteps(steps: readonly CompiledStep[], context: Context): Promise<Progress> {
  const done: Progress = { last: context.names['input'], kept: {}, failed: [] };
  const begun: CompiledStep[] = [];
  for (const step of steps) {
    const scope = { here: done.last, names: { ...context.names, steps: done.kept, failed: done.failed } };
    if (!(await step.when(scope))) continue;
    try {
      done.kept[step.name] = done.last = await step.run(scope, context);
      begun.push(step);
    } catch (error) {
      if (step.mayFail && !(error instanceof MapFailed)) {
        done.failed.push(step.name);
        continue;
      }
      await undo(begun, scope, context);
      throw error;
    }
  }
  return done;
}

/** Rolls back in reverse order, as far as `undo` is defined and succeeds. */
async function undo(begun: readonly CompiledStep[], scope: Scope, { exchange, written }: Context): Promise<void> {
  for (const step of [...begun].reverse()) {
    if (!step.undo) continue;
    try {
      const { status } = await exchange(await step.undo(scope));
      if (status >= 200 && status < 300) written.delete(step.name);
    } catch {
      // It stays done; the outcome is reported as unknown.
    }
  }
}

function compileStep(operation: Operation, step: Step, map: MapFile, at: Path, mistakes: Mistake[]): CompiledStep {
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
  const changes = operation.writes && !step.reads && methodOf(step.request) !== 'GET';

  const ask = async (scope: Scope, context: Context): Promise<unknown> => {
    const kept: unknown[] = [];
    for (let page = 0; page < most; page++) {
      const asked = { ...scope, names: { ...scope.names, page } };
      const request = await build(asked);
      if (changes) count(context, step.name, 1);
      const answer = await exchangeOnce(request, context, () => changes && count(context, step.name, -1));
      const http = { status: answer.status, headers: answer.headers, text: answer.text };
      const body = readBody(answer, step.request, context);
      const got: Scope = { here: body.value, names: { ...asked.names, http } };
      try {
        await throwRefusal(rules, got);
        if (body.failed) throw invalidAnswer(answer, operation);
        refuseByStatus(answer, operation);
      } catch (error) {
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

function count({ written }: Context, step: string, by: number): void {
  written.set(step, (written.get(step) ?? 0) + by);
}

async function exchangeOnce(
  request: ForeignRequest,
  { exchange }: Context,
  unsent: () => void,
): Promise<ForeignAnswer> {
  try {
    return await exchange(request);
  } catch (error) {
    if (error instanceof ExchangeFailed && error.kind === 'unsent') unsent();
    throw error;
  }
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

interface CompiledRule {
  at: Path;
  when: Compiled;
  problem: Slug;
  more: Compiled;
}

function compileRules(rules: readonly Rule[], at: Path, mistakes: Mistake[]): CompiledRule[] {
  return rules.map(({ when, problem, ...more }, i) => ({
    at: [...at, i, 'when'],
    when: compile(when, [...at, i, 'when'], mistakes),
    problem,
    more: compile(more, [...at, i], mistakes),
  }));
}

async function throwRefusal(rules: readonly CompiledRule[], scope: Scope): Promise<void> {
  for (const { at, when, problem, more } of rules) {
    const holds = await when(scope);
    // A rule that compared a missing field decided nothing: it must not count as passed.
    if (holds === undefined) throw new MapFailed(at, texts.emptyRule);
    if (!holds) continue;
    const { retryAfter, errors, alternatives, detail } = (await more(scope)) as MapRefusal['extensions'];
    throw new MapRefusal(problem, {
      detail: detail === undefined ? undefined : String(detail),
      retryAfter: Number(retryAfter) > 0 ? Number(retryAfter) : undefined,
      errors: errors && (asList(errors) as NonNullable<MapRefusal['extensions']['errors']>),
      alternatives: alternatives && (asList(alternatives) as NonNullable<MapRefusal['extensions']['alternatives']>),
    });
  }
}

/** An HTTP error that no rule has explained, as a problem of the contract. */
function refuseByStatus({ status, headers }: ForeignAnswer, operation: Operation): void {
  if (status >= 200 && status < 300) return;
  const seconds = Number(headers['retry-after']);
  const more = seconds > 0 ? { retryAfter: seconds } : {};
  if (status === 429) throw new MapRefusal('too-many-requests', more);
  const missing = requestOf(operation).errors.find(slug => problems[slug] === 404 && slug !== 'agency-not-found');
  if (status === 404 && missing) throw new MapRefusal(missing);
  if (status >= 500) throw new MapRefusal('unavailable', more);
  throw new MapRefusal('internal');
}

/** An unreadable answer still has an HTTP status. */
function invalidAnswer(answer: ForeignAnswer, operation: Operation): Error {
  try {
    refuseByStatus(answer, operation);
  } catch (error) {
    return error as Error;
  }
  return new ExchangeFailed('not-understood');
}
