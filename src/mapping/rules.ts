import { problems, type Operation, type Slug } from '../contract/index.ts';
import { requestOf } from '../contract/requests/index.ts';
import { ExchangeFailed, MapFailed, MapRefusal, type Mistake, type Path } from './errors.ts';
import type { ForeignAnswer } from './exchange.ts';
import type { Rule } from './request-map.ts';
import { texts } from './texts.ts';
import { asList, compile, type Compiled, type Scope } from './value.ts';

/** A compiled rule. */
export interface CompiledRule {
  at: Path;
  when: Compiled;
  problem: Slug;
  renew: boolean;
  more: Compiled;
}

/** Compiles the rules by which answers are refused. */
export function compileRules(rules: readonly Rule[], at: Path, mistakes: Mistake[]): CompiledRule[] {
  return rules.map(({ when, problem, renew = false, ...more }, i) => ({
    at: [...at, i, 'when'],
    when: compile(when, [...at, i, 'when'], mistakes),
    ...{ problem, renew },
    more: compile(more, [...at, i], mistakes),
  }));
}

/**
 * Refuses by the first rule that holds.
 * @throws MapRefusal
 * @throws MapFailed when a rule decided nothing
 */
export async function throwRefusal(rules: readonly CompiledRule[], scope: Scope): Promise<void> {
  for (const { at, when, problem, renew, more } of rules) {
    const holds = await when(scope);
    // A rule that compared a missing field decided nothing: it must not count as passed.
    if (holds === undefined) throw new MapFailed(at, texts.emptyRule);
    if (!holds) continue;
    const { retryAfter, errors, alternatives, detail, challenge } = (await more(scope)) as MapRefusal['extensions'];
    const extensions = {
      detail: detail === undefined ? undefined : String(detail),
      challenge,
      retryAfter: Number(retryAfter) > 0 ? Number(retryAfter) : undefined,
      errors: errors && (asList(errors) as NonNullable<MapRefusal['extensions']['errors']>),
      alternatives: alternatives && (asList(alternatives) as NonNullable<MapRefusal['extensions']['alternatives']>),
    };
    throw new MapRefusal(problem, extensions, renew);
  }
}

/**
 * An HTTP error that no rule has explained, as a problem of the contract.
 * @throws MapRefusal
 */
export function refuseByStatus({ status, headers }: ForeignAnswer, operation: Operation): void {
  if (status >= 200 && status < 300) return;
  const seconds = Number(headers['retry-after']);
  const more = seconds > 0 ? { retryAfter: seconds } : {};
  if (status === 429) throw new MapRefusal('too-many-requests', more);
  const missing = requestOf(operation).errors.find(slug => problems[slug] === 404 && slug !== 'agency-not-found');
  if (status === 404 && missing) throw new MapRefusal(missing);
  if (status >= 500) throw new MapRefusal('unavailable', more);
  throw new MapRefusal('internal', {}, status === 401);
}

/** An unreadable answer still has an HTTP status. */
export function invalidAnswer(answer: ForeignAnswer, operation: Operation): Error {
  try {
    refuseByStatus(answer, operation);
  } catch (error) {
    return error as Error;
  }
  return new ExchangeFailed('not-understood');
}
