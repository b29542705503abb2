import { addDays, type Calendar, type Day, dayOf, instantAt, isWorkday } from '../../domain/calendar.ts';
import { phoneKey } from '../booking/index.ts';
import type { Tx } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import type { Secrets } from '../platform/secrets.ts';

const names = ['Trần Thị Hoa', 'Nguyễn Văn Bình', 'Lê Thị Kim Anh', 'Phạm Quốc Dũng', "H'Hen Niê", 'Võ Minh Tâm'];
const opening = 7 * 60 + 30;
const step = 20;

/** How many of a day's first times are taken at the certification desk, on the next working days. */
const busy = [22, 9, 5, 2];

/** Appointments of other citizens, so that the calendar of Phường Vũng Tàu looks real. */
export async function fillAppointments(tx: Tx, secrets: Secrets, calendar: Calendar, now: Date): Promise<void> {
  let day: Day = dayOf(now);
  let person = 0;
  for (const count of busy) {
    while (!isWorkday(calendar, day)) day = addDays(day, 1);
    for (let i = 0; i < count; i++) {
      const minute = i < 11 ? opening + i * step : 13 * 60 + (i - 11) * step;
      if (minute >= 16 * 60 + 20) break;
      const { id: slot } = await tx
        .insertInto('slot')
        .values({
          counter: '26506.A',
          starts_at: instantAt(day, minute),
          ends_at: instantAt(day, minute + step),
          capacity: 2,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      for (let seat = 0; seat < (count > 20 || i % 2 ? 2 : 1); seat++) {
        person++;
        const phone = `+8490001${String(person).padStart(4, '0')}`;
        await tx
          .insertInto('appointment')
          .values({
            slot,
            service: person % 3 ? 'chung-thuc-ban-sao' : 'chung-thuc-chu-ky',
            agency: '26506',
            state: 'booked',
            number: `A${String(i * 2 + seat + 1).padStart(3, '0')}`,
            phone_key: phoneKey(secrets, phone),
            contact_name: names[person % names.length] as string,
            contact_phone: phone,
            consents: JSON.stringify([{ purpose: 'appointment', version: '2026-01', at: isoInstant(now) }]),
            created_at: now,
            booked_at: now,
          })
          .execute();
      }
    }
    await tx
      .insertInto('ticket_series')
      .values({ counter: '26506.A', date: day, last: count * 2 })
      .execute();
    day = addDays(day, 1);
  }
}
