import type { Bug } from './world.ts';

/** Plausible bugs; the checker has to detect each. */
export const bugs: readonly Bug[] = [
  {
    name: 'sells a place that is taken',
    source: {
      file: 'booking/reserve-slot.ts',
      replace: 'slot.taken + units > capacity || ',
      by: '',
    },
    sql: 'drop trigger slot_not_oversold on slot',
  },
  {
    name: 'lets others pass those who wait',
    source: {
      file: 'booking/reserve-slot.ts',
      replace: ' || (await firstWaiting(context.tx, slot.id))',
      by: '',
    },
  },
  {
    name: 'serves the line from its end',
    source: {
      file: 'booking/waitlist.ts',
      replace: ".orderBy('turn')",
      by: ".orderBy('turn', 'desc')",
    },
  },
  {
    name: 'counts a place where somebody moved away',
    sql: `do $$ begin
      execute replace(pg_get_functiondef('slot_count'::regproc), 'if tg_op <> ''INSERT'' and', 'if tg_op = ''DELETE'' and');
    end $$`,
  },
  {
    name: 'forgets which requests it has answered',
    source: {
      file: 'http/idempotency.ts',
      replace:
        'return { answer: sealed.open(stored.sealed) as T, replayed: true };\n      }\n\n      const answer = await work(tx);',
      by: '}\n      const answer = await work(tx);',
    },
  },
  {
    name: 'says that an offer is taken without booking it',
    source: {
      file: 'booking/waitlist-entries.ts',
      replace: 'const booked = await confirmHold(context, bookable, held, slot, {',
      by: 'const booked = await presentAppointment(tx, secrets, { ...held, state: "booked" }, now);\n  void (async (..._: unknown[]) => {})(context, held, slot, {',
    },
  },
];
