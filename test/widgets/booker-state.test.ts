import { expect } from '@open-wc/testing';
import { type Arbitrary, array, assert, constant, constantFrom, oneof, property, record } from 'fast-check';
import type { Appointment } from '../../src/contract/appointment.ts';
import type { Failure } from '../../src/core/outcome.ts';
import {
  type BookerAction,
  type BookerState,
  failureOf,
  initialState,
  isHolding,
  isOpen,
  isSending,
  isUnknowable,
  type Order,
  reduce,
  steps,
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
  { kind: 'unknown', order, failure: offline },
];
const step = constantFrom(...steps);
const write = constantFrom(...writes);
const action: Arbitrary<BookerAction> = oneof(
  record({ type: constant('go' as const), step }),
  record({ type: constant('move' as const), appointment: constantFrom(undefined, { number: 'A1' } as Appointment) }),
  record({ type: constant('dossier' as const), code: constantFrom('', 'H01') }),
  record({ type: constant('sent' as const), write }),
  record({ type: constant('ended' as const), write, result: write }),
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
        if (isUnknowable(state)) expect(failureOf(state)).to.equal(lost);
      }),
    );
  });

  it('shows no result of an earlier write at another step', () => {
    assert(
      property(array(action), step, (actions, step) => {
        const state = reduce(after(actions), { type: 'go', step });

        expect(state.step).to.equal(step);
        expect(state.notice).to.equal('');
        expect(['failed', 'conflict', 'unknown']).not.to.include(state.write.kind);
      }),
    );
  });

  it('blocks further writes while one is in flight, wherever the citizen goes', () => {
    assert(
      property(constantFrom(...writes.slice(1, 5)), array(action), (sent, actions) => {
        const others = actions.filter(({ type }) => type !== 'sent' && type !== 'ended');
        const state = after([{ type: 'sent', write: sent }, ...others]);

        expect(state.write).to.equal(sent);
        expect(isSending(state) || isHolding(state)).to.equal(true);
      }),
    );
  });

  it('keeps a later write when an earlier one ends', () => {
    const first: Write = { kind: 'booking', order };
    const second: Write = { kind: 'booking', order };
    const result: Write = { kind: 'failed', failure: offline };
    const sent = after([
      { type: 'sent', write: first },
      { type: 'sent', write: second },
      { type: 'ended', write: first, result },
    ]);

    expect(sent.write).to.equal(second);
    expect(reduce(sent, { type: 'ended', write: second, result }).write).to.equal(result);
  });

  it('keeps alternatives while a field is corrected', () => {
    const conflict = writes[5]!;
    const state = after([
      { type: 'sent', write: conflict },
      { type: 'invalid', step: 'contact', notice: '1 lỗi' },
    ]);

    expect(state.write).to.equal(conflict);
    expect(state.notice).to.equal('1 lỗi');
  });

  it('has nothing of the citizen before when it starts over', () => {
    assert(
      property(array(action), actions => {
        const { write, ...rest } = reduce(after(actions), { type: 'reset' });
        const { write: _, ...initial } = initialState;

        expect(rest).to.deep.equal(initial);
        expect(['failed', 'conflict', 'unknown']).not.to.include(write.kind);
        expect(reduce(after(actions), { type: 'forget' }).dossier).to.equal('');
      }),
    );
  });
});
