import { type Kysely, sql } from 'kysely';

/** Appointments are found by phone and number in any state. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index appointment_phone_number on appointment (phone_key, number)`.execute(db);
}
