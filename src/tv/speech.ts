/** A piece that does not start in this time is left out. */
const pieceMs = 4_000;

/**
 * The recorded pieces that say a call: `Mời số A không một hai, đến quầy ba`. Digits one by one; a counter with a
 * name is only shown.
 */
export function piecesOf(number: string, counter: string): string[] {
  const signs = (text: string) =>
    (text.toLowerCase().match(/[a-zđ0-9]/g) || []).map(sign => (sign === 'đ' ? 'dd' : sign));
  return ['moi-so', ...signs(number), ...(/^\d/.test(counter) ? ['den-quay', ...signs(counter)] : [])];
}

/** Speaks calls by recorded pieces: televisions have no Vietnamese voice. */
export class Speech {
  /** False once the browser refused sound: it wants a key to be pressed first. */
  isAllowed = true;
  readonly #audio = new Audio();
  #probing = Promise.resolve();

  /** Says pieces one after the other; resolves after the last, or at once where there is no sound. */
  say(pieces: readonly string[]): Promise<void> {
    return pieces.reduce(
      (before, piece) => before.then(() => (this.isAllowed ? this.#play(piece) : undefined)),
      this.#probing,
    );
  }

  /** Finds out whether the browser lets the page speak, without a sound. */
  probe(): void {
    this.isAllowed = true;
    this.#audio.volume = 0;
    this.#probing = this.#play('moi-so').then(() => {
      this.#audio.volume = 1;
    });
  }

  /**
   * To be called when a key was pressed: from then on browsers let the page speak.
   * @returns whether the key was needed for it
   */
  unlock(): boolean {
    if (this.isAllowed) return false;
    this.probe();
    return true;
  }

  #play(piece: string): Promise<void> {
    return new Promise(resolve => {
      const audio = this.#audio;
      let timer = setTimeout(resolve, pieceMs);
      audio.onplaying = () => {
        clearTimeout(timer);
        timer = setTimeout(resolve, pieceMs);
      };
      audio.onended = audio.onerror = () => {
        clearTimeout(timer);
        resolve();
      };
      audio.src = `/tv/voice/${piece}.mp3`;
      const playing = audio.play() as Promise<void> | undefined;
      if (playing)
        playing.catch((error: Error) => {
          if (error.name === 'NotAllowedError') this.isAllowed = false;
          clearTimeout(timer);
          resolve();
        });
    });
  }
}
