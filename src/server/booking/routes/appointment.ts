import {
  appointmentCancel,
  appointmentCreate,
  appointmentFind,
  appointmentMove,
  appointmentRead,
} from '../../../contract/index.ts';
import type { Limit } from '../../http/rate-limit.ts';
import { type Router, txContext } from '../../http/router.ts';
import { bookAppointment, cancelAppointment, moveAppointment, readAppointment } from '../appointments.ts';
import { findAppointment, ticketGuessLimit } from '../find-appointment.ts';

/** Finds by number and phone; generous, because a mobile network shares few addresses. */
const findsPerClient: Limit = { max: 300, seconds: 600 };

export function appointmentRoutes(router: Router): void {
  router.write(appointmentCreate, (input, context, tx) => bookAppointment(txContext(context, tx), input));
  router.read(appointmentRead, ({ secret }, { app: { db, secrets }, now }) =>
    readAppointment(db, secrets, secret, now),
  );
  router.read(appointmentFind, findAppointment, findsPerClient, ticketGuessLimit);
  router.write(appointmentMove, ({ secret, slot }, context, tx) =>
    moveAppointment(txContext(context, tx), secret, slot),
  );
  router.write(appointmentCancel, ({ secret }, context, tx) => cancelAppointment(txContext(context, tx), secret));
}
