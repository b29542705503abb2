import { appointmentCancel, appointmentCreate, appointmentMove, appointmentRead } from '../../contract/index.ts';
import { book, cancelAppointment, moveAppointment, readAppointment } from '../appointment.ts';
import type { Limit } from '../http/limits.ts';
import { work, type Routes } from './route.ts';

const perClient: Limit = { most: 300, seconds: 600 };

export function appointmentRoutes(routes: Routes): void {
  routes.write(appointmentCreate, (input, asked, tx) => book(work(asked, tx), input), perClient);
  routes.read(
    appointmentRead,
    ({ secret }, { service: { db, keys }, now }) => readAppointment(db, keys, secret, now),
    perClient,
  );
  routes.write(
    appointmentMove,
    ({ secret, slot }, asked, tx) => moveAppointment(work(asked, tx), secret, slot),
    perClient,
  );
  routes.write(appointmentCancel, ({ secret }, asked, tx) => cancelAppointment(work(asked, tx), secret), perClient);
}
