/** A piece that does not start in this time is left out. */
const pieceMs = 4_000;

/**
 * The recorded pieces that say a call: `Mời số A không một hai, đến quầy ba`. Digits one by one; a counter without a
 * digit is only shown.
 */
export function piecesOf(number: string, counter: string): string[] {
  const signs = (text: string) => text.toLowerCase().match(/[a-z0-9]/g) || [];
  const digits = (counter.match(/\d+/) || [''])[0]!;
  return ['moi-so', ...signs(number), ...(digits ? ['den-quay', ...signs(digits)] : [])];
}

/** Speaks calls by recorded pieces: televisions have no Vietnamese voice. */
export class Speech {
  /** False once the browser refused sound: it wants a key to be pressed first. */
  isAllowed = true;
  readonly #audio = new Audio();

  /** Says pieces one after the other; resolves after the last, or at once where there is no sound. */
  say(pieces: readonly string[]): Promise<void> {
    return pieces.reduce(
      (before, piece) => before.then(() => (this.isAllowed ? this.#play(piece) : undefined)),
      Promise.resolve(),
    );
  }

  /** To be called when a key was pressed: from then on the browser lets the page speak. */
  unlock(): void {
    if (this.isAllowed) return;
    this.isAllowed = true;
    void this.say(['moi-so']);
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
