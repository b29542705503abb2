import type { LitElement } from 'lit';
import { initialState, reduce, type BookerAction, type BookerState } from './booker-state.ts';

/** Holds the state of the widget, which is rendered again after every action. */
export class BookerStore {
  state: BookerState = initialState;

  readonly #host: LitElement;

  constructor(host: LitElement) {
    this.#host = host;
  }

  dispatch(action: BookerAction): void {
    this.state = reduce(this.state, action);
    this.#host.requestUpdate();
  }
}
