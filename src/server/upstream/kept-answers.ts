import { LRUCache } from 'lru-cache';
import type { AnswerStore, ForeignAnswer } from '../../mapping/index.ts';

/** In characters. */
const maxSize = 32_000_000;
const maxAnswers = 1000;

/** Answers of one upstream system, in memory: kept as its map says, and those on their way, for all who ask the same. */
export class KeptAnswers implements AnswerStore {
  readonly #kept = new LRUCache<string, ForeignAnswer>({
    max: maxAnswers,
    maxSize,
    sizeCalculation: ({ text }, key) => text.length + key.length,
  });
  readonly #coming = new Map<string, Promise<ForeignAnswer>>();

  async get(key: string, seconds: number, load: () => Promise<ForeignAnswer>): Promise<ForeignAnswer> {
    const known = (seconds ? this.#kept.get(key) : undefined) ?? this.#coming.get(key);
    if (known) return known;
    const coming = load().finally(() => this.#coming.delete(key));
    this.#coming.set(key, coming);
    const answer = await coming;
    if (seconds) this.#kept.set(key, answer, { ttl: seconds * 1000 });
    return answer;
  }

  forget(key: string, answer: ForeignAnswer): void {
    if (this.#kept.peek(key) === answer) this.#kept.delete(key);
  }
}
