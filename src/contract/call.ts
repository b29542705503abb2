import type { Operation } from './operation.ts';
import { type InferOutput, Instant, object, string } from './schema.ts';

/** A ticket number that is called to a counter. Since 1.9. */
export const TicketCall = object({
  /** Grows with each call. */
  id: string(),
  /** As on the ticket: `A012`. */
  number: string(),
  /** Name of the counter, for instance `Quầy 3`. */
  counter: string(),
  at: Instant,
});
export type TicketCall = InferOutput<typeof TicketCall>;

/**
 * Calls a number, for queue machines: the screens of the hall show it and read it out. The key is made in the officers’
 * site and stands for a place. Since 1.9.
 */
export const callCreate = {
  name: 'call.create',
  method: 'POST',
  path: '/calls',
  writes: true,
  output: TicketCall,
} as const satisfies Operation;
