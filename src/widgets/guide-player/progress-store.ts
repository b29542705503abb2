import type { Portal } from '../../core/portal.ts';

/** Preferences of captions and sound. */
export interface PlayerPreferences {
  /** 0 to 2: medium, large, very large. */
  size: number;
  place: 'below' | 'bottom' | 'top' | 'off';
  speed: string;
}

/** Stored progress of a guide: playback position and checked papers. */
export interface GuideProgress {
  at?: number;
  ticks?: readonly string[];
}

interface Stored {
  look?: PlayerPreferences;
  guides?: Record<string, GuideProgress & { day: number }>;
}

const days = 30;
const dayMs = 24 * 3600_000;

/**
 * Stores progress on the device: `motcua:guides:<agency>` in localStorage, in memory on a kiosk. Entries expire 30
 * days after their last use; preferences stay. No name, phone or typed text.
 */
export class ProgressStore {
  readonly #portal: () => Portal;

  constructor(portal: () => Portal) {
    this.#portal = portal;
  }

  get look(): PlayerPreferences {
    return { size: 0, place: 'below', speed: '1', ...this.#read().look };
  }

  set look(look: PlayerPreferences) {
    this.#write({ ...this.#read(), look });
  }

  /** The progress of a guide. */
  of(guide: string): { at: number; ticks: readonly string[] } {
    const { at, ticks } = this.#guides()[guide] ?? {};
    return { at: Number(at) || 0, ticks: Array.isArray(ticks) ? ticks : [] };
  }

  keep(guide: string, kept: GuideProgress): void {
    const guides = this.#guides();
    const entry = { ...guides[guide], ...kept, day: today() };
    if (entry.at || entry.ticks?.length) guides[guide] = entry;
    else delete guides[guide];
    this.#write({ ...this.#read(), guides });
  }

  #guides(): NonNullable<Stored['guides']> {
    const kept = this.#read().guides ?? {};
    const fresh: NonNullable<Stored['guides']> = {};
    for (const id of Object.keys(kept)) {
      const entry = kept[id];
      if (entry && entry.day > today() - days) fresh[id] = entry;
    }
    return fresh;
  }

  get #name(): string {
    return `guides:${this.#portal().settings.agency}`;
  }

  #read(): Stored {
    const kept = this.#portal().device.read(this.#name);
    return typeof kept === 'object' && kept ? kept : {};
  }

  #write(record: Stored): void {
    const { device } = this.#portal();
    if (record.look || Object.keys(record.guides ?? {}).length) device.write(this.#name, record);
    else device.remove(this.#name);
  }
}

const today = () => Math.floor(Date.now() / dayMs);
