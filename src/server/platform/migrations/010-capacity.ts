import { type Kysely, sql } from 'kysely';

const statements = [
  // A session that was planned smaller keeps those who booked it: only who comes in addition must find room.
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

/** A capacity may be lowered below what is taken; what is given back is then not given away again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
