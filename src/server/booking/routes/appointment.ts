import { appointmentCancel, appointmentCreate, appointmentMove, appointmentRead } from '../../../contract/index.ts';
import { type Router, txContext } from '../../http/router.ts';
import { bookAppointment, cancelAppointment, moveAppointment, readAppointment } from '../appointments.ts';

export function appointmentRoutes(router: Router): void {
  router.write(appointmentCreate, (input, context, tx) => bookAppointment(txContext(context, tx), input));
  router.read(appointmentRead, ({ secret }, { app: { db, secrets }, now }) =>
    readAppointment(db, secrets, secret, now),
  );
  router.write(appointmentMove, ({ secret, slot }, context, tx) =>
    moveAppointment(txContext(context, tx), secret, slot),
  );
  router.write(appointmentCancel, ({ secret }, context, tx) => cancelAppointment(txContext(context, tx), secret));
}
