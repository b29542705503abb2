import type { Operation } from '../contract/index.ts';
import { MapFailed, MapRefusal, type Mistake, type Path } from './errors.ts';
import type { MapFile, OperationMap, Step } from './map.ts';
import { compileRules, throwRefusal } from './rules.ts';
import { compileStep, writes, type CompiledStep, type Context } from './step.ts';
import { texts } from './texts.ts';
import { compile, type Scope } from './value.ts';

/** A compiled operation. */
export type Run = (context: Context) => Promise<unknown>;

/** Compiles an operation: its refusals, its steps in order, its answer. */
export function compileOperation(operation: Operation, own: OperationMap, map: MapFile, mistakes: Mistake[]): Run {
  const at: Path = ['operations', operation.name];
  if (own.steps && own.request) mistakes.push({ path: at, message: texts.twoWays });
  const refusals = compileRules(own.refuseWhen ?? [], [...at, 'refuseWhen'], mistakes);
  const { reads, when, each, pages, request, errorWhen, keep } = own;
  const steps: [Step, Path][] =
    own.steps?.map((step, i): [Step, Path] => [step, [...at, 'steps', i]]) ??
    (request ? [[{ name: 'call', reads, when, each, pages, request, errorWhen, keep }, at]] : []);
  const compiled = groupsOf(steps.map(([step, path]) => compileStep(operation, step, map, path, mistakes)));
  checkBeside(operation, steps, mistakes);
  const answer = compile(own.answer, [...at, 'answer'], mistakes);

  return async context => {
    const { names } = context;
    await throwRefusal(refusals, { here: names['input'], names });
    const done = await withLogin(context, () => runSteps(compiled, context));
    return answer({ here: done.last, names: { ...names, steps: done.kept, failed: done.failed } });
  };
}

/** Steps that are sent together, in the order in which groups follow each other. */
type Group = readonly CompiledStep[];

function groupsOf(steps: readonly CompiledStep[]): Group[] {
  const groups: CompiledStep[][] = [];
  for (const step of steps)
    if (step.isBeside && groups.length) groups[groups.length - 1]!.push(step);
    else groups.push([step]);
  return groups;
}

/** What is sent together must not write, nor need each other's answers. */
function checkBeside(operation: Operation, steps: readonly [Step, Path][], mistakes: Mistake[]): void {
  let group: Step[] = [];
  for (const [step, at] of steps) {
    if (!step.beside) group = [];
    else if (!group.length) mistakes.push({ path: [...at, 'beside'], message: texts.besideNothing });
    group.push(step);
    if (!step.beside) continue;
    if (group.some(each => writes(operation, each)))
      mistakes.push({ path: [...at, 'beside'], message: texts.besideWrite });
    for (const { name } of group)
      if (new RegExp(`\\$steps\\.${name}\\b`).test(JSON.stringify(step)))
        mistakes.push({ path: [...at, 'beside'], message: texts.besideNeeds(name) });
  }
}

/** Where a login of an earlier call was refused and nothing was written, all is asked once more with a new one. */
async function withLogin<T>(context: Context, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!isLoginOver(error, context)) throw error;
    for (const [key, answer] of context.used.logins) context.answers?.forget(key, answer);
    context.used.logins.clear();
    return run();
  }
}

const isLoginOver = (error: unknown, { used, written }: Context): boolean =>
  error instanceof MapRefusal &&
  error.isLoginOver &&
  used.logins.size > 0 &&
  ![...written.values()].some(count => count > 0);

interface Progress {
  /** Result of the last step; the input without steps. */
  last: unknown;
  kept: Record<string, unknown>;
  failed: string[];
}

async function runSteps(groups: readonly Group[], context: Context): Promise<Progress> {
  const done: Progress = { last: context.names['input'], kept: {}, failed: [] };
  const begun: CompiledStep[] = [];
  for (const group of groups) {
    const scope = { here: done.last, names: { ...context.names, steps: { ...done.kept }, failed: [...done.failed] } };
    const results = await Promise.allSettled(group.map(step => runStep(step, scope, context)));
    for (const [i, result] of results.entries()) {
      const step = group[i]!;
      if (result.status === 'fulfilled') {
        if (!result.value) continue;
        done.kept[step.name] = done.last = result.value.kept;
        begun.push(step);
      } else if (step.mayFail && !(result.reason instanceof MapFailed) && !isLoginOver(result.reason, context)) {
        done.failed.push(step.name);
      } else {
        await undo(begun, scope, context);
        throw result.reason;
      }
    }
  }
  return done;
}

/** What a step keeps; undefined for one that is not sent. */
async function runStep(step: CompiledStep, scope: Scope, context: Context): Promise<{ kept: unknown } | undefined> {
  return (await step.when(scope)) ? { kept: await step.run(scope, context) } : undefined;
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
