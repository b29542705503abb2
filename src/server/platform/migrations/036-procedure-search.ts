import { type Kysely, sql } from 'kysely';

const statements = [
  // Words and pairs of neighbouring words of what a procedure is called; written by a trigger.
  sql`create table procedure_word (
    word text collate "C" not null,
    procedure text not null,
    -- More in a short name than in a long one.
    weight real not null,
    primary key (word, procedure) include (weight)
  )`,
  sql`create index procedure_word_procedure on procedure_word (procedure)`,
  // All words and pairs, with the number of procedures that have them.
  sql`create table search_word (
    word text collate "C" primary key,
    procedures integer not null
  )`,
  sql`create function index_procedure() returns trigger language plpgsql as $$
    begin
      -- One writer at a time: others would take the words in another order, and deadlock.
      perform pg_advisory_xact_lock(hashtext('motcua.search'));
      if tg_op <> 'INSERT' then
        with gone as (delete from procedure_word where procedure = old.code returning word)
        update search_word set procedures = procedures - 1 from gone where search_word.word = gone.word;
      end if;
      if tg_op <> 'DELETE' then
        with name as (
          select regexp_split_to_array(trim(regexp_replace(
            regexp_replace(regexp_replace(part, '^thu tuc:? ', ''), '(qu|[bcdghklmnprstvx])y(?![a-z])', '\\1i', 'g'),
            '[^a-z0-9.]+|\\.+(?![a-z0-9])', ' ', 'g')), ' +') as words
          from unnest(string_to_array(new.folded, ' | ')) as part
        ), term as (
          select words[i] as word, cardinality(words) as length from name, generate_subscripts(words, 1) as i
          union all
          select words[i] || ' ' || words[i + 1], cardinality(words) from name, generate_subscripts(words, 1) as i
            where i < cardinality(words)
        ), added as (
          insert into procedure_word
          select word, new.code, max(1.0 / (40 + length)) from term where word <> '' and length(word) <= 60 group by word
          returning word
        )
        insert into search_word select word, 1 from added
        on conflict (word) do update set procedures = search_word.procedures + 1;
      end if;
      return null;
    end $$`,
  sql`create trigger index_procedure after insert or delete or update of code, folded on procedure
    for each row execute function index_procedure()`,
  sql`update procedure set folded = folded`,
];

/** Procedures are found by their words, and by words that are like them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
