/** Options of the screens. */
export interface ScreenOptions {
  /** Folder with the built files. */
  dist: string;
  /** Address of this server as phones and televisions see it; that of the request by default. */
  publicUrl: string | undefined;
}
