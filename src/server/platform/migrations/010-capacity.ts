import { type Kysely, sql } from 'kysely';

const statements = [
  // A session whose capacity was lowered keeps its bookings: only additional bookings must fit.
  sql`alter table slot drop constraint slot_not_oversold, add constraint slot_taken check (taken >= 0)`,
  sql`create function slot_not_oversold() returns trigger language plpgsql as $$
    begin
      if new.taken > greatest(new.capacity, old.taken) then
        raise exception 'slot % has % of % places taken', new.id, new.taken, new.capacity
          using errcode = 'check_violation', constraint = 'slot_not_oversold';
      end if;
      return new;
    end $$`,
  sql`create trigger slot_not_oversold before update of taken on slot
    for each row execute function slot_not_oversold()`,
];

/** Capacity may be lowered below what is taken; places given back are then not booked again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
