import type { LitElement } from 'lit';
import { type Dossier, dossierRead } from '../../contract/dossier.ts';
import type { Input } from '../../contract/requests/index.ts';
import { Poll, type PortalController, RequestController } from '../../core/index.ts';
import type { Failure } from '../../core/outcome.ts';
import { shownFailure } from '../shared/shown-failure.ts';
import { DossierFound, DossierNotFound } from './dossier-events.ts';
import { isFinal } from './is-final.ts';

/** Code and second factor. */
export type Question = Omit<Input<typeof dossierRead>, 'agency'>;

/** Asks for a dossier, and keeps the answer fresh while it is shown. */
export class DossierRequest {
  dossier: Dossier | undefined;
  failure: Failure | undefined;
  question: Question | undefined;
  /** The last refresh failed. */
  stale = false;
  /** Text of the live region. */
  spoken = '';

  readonly #host: LitElement;
  readonly #widget: PortalController<object>;
  readonly #request: RequestController<Dossier>;
  readonly #poll: Poll;
  readonly #onAnswer: (changed: boolean) => void;
  /** The question whose answer is shown. */
  #shown: Question | undefined;
  /** Of the last refresh: answers of earlier ones are older. */
  #turn = 0;

  /** @param onAnswer called when an answer is about to be shown, or its state has changed */
  constructor(host: LitElement, widget: PortalController<object>, onAnswer: (changed: boolean) => void) {
    this.#host = host;
    this.#widget = widget;
    this.#onAnswer = onAnswer;
    this.#request = new RequestController(host);
    this.#poll = new Poll(host, () => void this.refresh());
  }

  get pending(): boolean {
    return this.#request.pending;
  }

  get slow(): boolean {
    return this.#request.slow;
  }

  /** Asks a question; without one, the last again. */
  ask = async (question = this.question): Promise<void> => {
    if (!question) return;
    this.question = question;
    const outcome = await this.#request.run(signal => this.#widget.call(dossierRead, question, signal));
    if (outcome.kind === 'answered') this.#show(outcome.value);
    else if (outcome.kind !== 'cancelled') this.#fail(outcome);
  };

  /** Forgets everything before the next lookup. */
  clear(): void {
    this.#turn++;
    this.#poll.stop();
    this.#request.clear();
    this.dossier = this.failure = this.question = undefined;
    this.spoken = '';
  }

  /** Refreshes in the background; shown data stays when that fails. */
  async refresh(): Promise<void> {
    const question = this.#shown;
    if (!question || !this.dossier) return;
    const turn = ++this.#turn;
    const outcome = await this.#widget.call(dossierRead, question);
    const { dossier } = this;
    if (turn !== this.#turn || !dossier) return;
    this.stale = outcome.kind !== 'answered';
    this.#host.requestUpdate();
    if (outcome.kind !== 'answered') return;
    this.dossier = outcome.value;
    if (outcome.value.status !== dossier.status) this.#onAnswer(true);
    if (isFinal(outcome.value)) this.#poll.stop();
  }

  /** Says something in the live region. */
  say = (text: string): void => {
    this.spoken = text;
    this.#host.requestUpdate();
  };

  #show(dossier: Dossier): void {
    this.#turn++;
    this.dossier = dossier;
    this.#shown = this.question;
    this.failure = undefined;
    this.stale = false;
    this.#host.requestUpdate();
    this.#host.dispatchEvent(new DossierFound(dossier.status));
    this.#onAnswer(false);
    if (isFinal(dossier)) this.#poll.stop();
    else this.#poll.start();
  }

  #fail(failure: Failure): void {
    this.failure = failure;
    const notFound = failure.kind === 'refused' && failure.slug === 'dossier-not-found';
    if (notFound) this.#host.dispatchEvent(new DossierNotFound());
    this.say('');
    void shownFailure(this.#host).then(this.say);
  }
}
