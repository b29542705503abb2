import { appointmentCancel, appointmentCreate, appointmentMove, appointmentRead } from '../../../contract/index.ts';
import { book, cancelAppointment, moveAppointment, readAppointment } from '../appointments.ts';
import { work, type Routes } from '../../http/router.ts';

export function appointmentRoutes(routes: Routes): void {
  routes.write(appointmentCreate, (input, asked, tx) => book(work(asked, tx), input));
  routes.read(appointmentRead, ({ secret }, { service: { db, keys }, now }) => readAppointment(db, keys, secret, now));
  routes.write(appointmentMove, ({ secret, slot }, asked, tx) => moveAppointment(work(asked, tx), secret, slot));
  routes.write(appointmentCancel, ({ secret }, asked, tx) => cancelAppointment(work(asked, tx), secret));
}
