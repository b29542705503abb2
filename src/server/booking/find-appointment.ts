import type { Appointment, appointmentFind } from '../../contract/index.ts';
import type { Input } from '../../contract/requests/index.ts';
import { parseTicketNumber } from '../../domain/ticket-number.ts';
import { agencyAndBelow } from '../agencies/index.ts';
import { withGuessLimit } from '../http/guess-limit.ts';
import type { Middleware, RequestContext } from '../http/router.ts';
import { parsePhone } from '../platform/parse-phone.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import { bookingSettings } from './bookable.ts';
import { phoneKey } from './holds.ts';
import { presentAppointment } from './present-appointment.ts';

/**
 * Wrong numbers per phone that need no proof of work. Fewer than for dossiers: a day has no more than some hundred
 * numbers, and they begin at 001. Trying 100 of them at once for a known phone costs about 50 minutes of one PC core.
 */
const freeTries = 5;

/** How long after its time an appointment can still be found. */
const afterwardsMs = 24 * 3600_000;

/** Limits guesses of the number for a phone, also when an upstream system answers. */
export const ticketGuessLimit: Middleware<typeof appointmentFind> = async (input, context, answer) => {
  const phone = parsePhone(input.phone, '/phone');
  return withGuessLimit(context, ['ticket-phone', phone], 'appointment-not-found', answer, freeTries);
};

/**
 * Finds an appointment of the agency or one below by number and phone, but no visit at home; of several the one to come
 * next, before those that ended or were cancelled.
 * @throws ProblemError `appointment-not-found`, `agency-not-found`, `not-offered`, `invalid-input`
 */
export async function findAppointment(
  { agency, number, phone }: Input<typeof appointmentFind>,
  { app: { db, secrets }, now }: RequestContext,
): Promise<Appointment> {
  const { booking } = await bookingSettings(db, agency);
  if (booking.find === false) throw new ProblemError('not-offered');
  const ticket = parseTicketNumber(number);
  // Costs no try: it is no ticket's number.
  if (!ticket) throw invalidInput('/number', 'invalid');
  const row = await db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot')
    .selectAll('appointment')
    .where('phone_key', '=', phoneKey(secrets, parsePhone(phone, '/phone')))
    .where('number', '=', ticket)
    .where('agency', 'in', await agencyAndBelow(db, agency))
    .where('state', '<>', 'held')
    // The door code of a visit at home is told only to the phone: it tells officers from impostors.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('home_visit').select('home_visit.appointment').whereRef('appointment', '=', 'appointment.id'),
        ),
      ),
    )
    .where('slot.ends_at', '>', new Date(now.getTime() - afterwardsMs))
    .orderBy(({ eb }) => eb('state', '=', 'booked').and('slot.ends_at', '>', now), 'desc')
    .orderBy('slot.starts_at')
    .executeTakeFirst();
  if (!row) throw new ProblemError('appointment-not-found');
  return presentAppointment(db, secrets, row, now);
}
