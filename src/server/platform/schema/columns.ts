import type { ColumnType } from 'kysely';

export type Instant = ColumnType<Date, Date | string, Date | string>;

export type Json<T> = ColumnType<T, Extract<T, null> | string, Extract<T, null> | string>;

/** Translations by language and by the name of the text. */
export type Words = Record<string, Record<string, string>>;
