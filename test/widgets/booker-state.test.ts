import { expect } from '@open-wc/testing';
import { array, assert, constant, constantFrom, oneof, property, record, type Arbitrary } from 'fast-check';
import type { Appointment } from '../../src/contract/appointment.ts';
import type { Failure } from '../../src/core/outcome.ts';
import {
  failureOf,
  initialState,
  isHolding,
  isLost,
  isOpen,
  isSending,
  reduce,
  steps,
  type BookerAction,
  type BookerState,
  type Order,
  type Write,
} from '../../src/widgets/appointment-booker/state/booker-state.ts';

const order = { hold: 'token' } as Order;
const offline: Failure = { kind: 'offline' };
const lost = { kind: 'refused', slug: 'outcome-unknown', problem: { status: 409 } } as Failure;
const writes: Write[] = [
  { kind: 'idle' },
  { kind: 'holding' },
  { kind: 'joining' },
  { kind: 'moving' },
  { kind: 'booking', order },
  { kind: 'conflict', conflict: { slug: 'slot-taken', alternatives: [] } },
  { kind: 'failed', failure: offline },
  { kind: 'failed', failure: lost },
  { kind: 'unknown', order, failure: undefined },
];
const step = constantFrom(...steps);
const write = constantFrom(...writes);
const action: Arbitrary<BookerAction> = oneof(
  record({ type: constant('go' as const), step }),
  record({ type: constant('move' as const), appointment: constantFrom(undefined, { number: 'A1' } as Appointment) }),
  record({ type: constant('dossier' as const), code: constantFrom('', 'H01') }),
  record({ type: constant('write' as const), write }),
  record({ type: constant('settled' as const), write }),
  record({ type: constant('invalid' as const), step, notice: constant('1 lỗi') }),
  record({ type: constantFrom('forget' as const, 'reset' as const) }),
);
const after = (actions: readonly BookerAction[]): BookerState => actions.reduce(reduce, initialState);

describe('the state of a booking', () => {
  it('is at most one of: being sent, being held, failed, in conflict, unknown', () => {
    assert(
      property(array(action), actions => {
        const state = after(actions);
        const { kind } = state.write;
        const [sending, holding] = [isSending(state), isHolding(state)];

        expect(
          [sending, holding, kind === 'failed', kind === 'conflict', kind === 'unknown'].filter(Boolean),
        ).to.have.length.below(2);
        expect(isOpen(state)).to.equal(sending || kind === 'unknown');
        if (isLost(state)) expect(failureOf(state)).to.equal(lost);
      }),
    );
  });

  it('shows no result of an earlier write at another step', () => {
    assert(
      property(array(action), step, (actions, step) => {
        const state = reduce(after(actions), { type: 'go', step });

        expect(state.step).to.equal(step);
        expect(state.write.kind).to.equal('idle');
        expect(state.notice).to.equal('');
      }),
    );
  });

  it('keeps a later write when an earlier one ends', () => {
    const first: Write = { kind: 'holding' };
    const second: Write = { kind: 'holding' };
    const held = after([
      { type: 'write', write: first },
      { type: 'write', write: second },
      { type: 'settled', write: first },
    ]);

    expect(held.write).to.equal(second);
    expect(reduce(held, { type: 'settled', write: second }).write.kind).to.equal('idle');
  });

  it('has nothing of the citizen before when it starts over', () => {
    assert(
      property(array(action), actions => {
        expect(reduce(after(actions), { type: 'reset' })).to.equal(initialState);
        expect(reduce(after(actions), { type: 'forget' }).dossier).to.equal('');
      }),
    );
  });
});
