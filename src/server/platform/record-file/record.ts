/** A record of a file; nothing of it is checked. */
export interface ReadRecord {
  /** Line in the file, or place in its list; 1 is the first. */
  line: number;
  value: unknown;
}

/** A record of a file, or why it is none. */
export type FileRecord = ReadRecord | FileMistake;

/** Why a record, or the rest of a file, cannot be read. */
export interface FileMistake {
  /** Line in the file, or place in its list; 1 is the first. */
  line: number;
  /** `encoding`, `json`, `table`, `columns`, `column-twice`, `long`. */
  code: string;
  detail?: string;
}
