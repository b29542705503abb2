import type { Guide, guideCount } from '../../contract/guide.ts';
import type { Input } from '../../contract/requests/index.ts';

type ChapterCount = Input<typeof guideCount>['chapters'][number];

/** Larger steps of the film's time, in seconds, are jumps. */
const jump = 3;
/** A backend takes at most so many of each in one message. */
const max = 20;

/** Counts which chapters of a guide are begun, watched to their end, and gone back to. */
export class WatchCounter {
  #guide: Pick<Guide, 'chapters'> | undefined;
  #counts: ChapterCount[] = [];
  /** The second that was played last; negative before the first. */
  #at = -1;

  begin(guide: Pick<Guide, 'chapters'>): void {
    this.#guide = guide;
    this.#counts = [];
    this.#at = -1;
  }

  /** The film has played up to a second. */
  playedTo(time: number): void {
    const [before, now] = [this.#chapter(this.#at), this.#chapter(time)];
    const step = time - this.#at;
    if (this.#at < 0) this.#add(now, 'played');
    else if (step < -1) this.#add(now, 'rewound');
    else if (now !== before) {
      if (step < jump) this.#add(before, 'finished');
      this.#add(now, 'played');
    }
    this.#at = time;
  }

  ended(): void {
    this.#add(this.#chapter(this.#at), 'finished');
    this.#at = -1;
  }

  /** The counts since the last call. */
  take(): ChapterCount[] {
    const counts = this.#counts;
    this.#counts = [];
    return counts;
  }

  #add(chapter: number, what: 'played' | 'finished' | 'rewound'): void {
    if (chapter < 0) return;
    let count = this.#counts.filter(each => each.chapter === chapter)[0];
    if (!count) this.#counts.push((count = { chapter, played: 0, finished: 0, rewound: 0 }));
    count[what] = Math.min(max, count[what] + 1);
  }

  /** Position of the chapter at a second; -1 before the first. */
  #chapter(time: number): number {
    return (this.#guide?.chapters ?? []).filter(({ at }) => at <= time).length - 1;
  }
}
