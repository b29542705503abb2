import type { CSSResult } from 'lit';
import { screenStyles } from './screen.styles.ts';
import { tvView } from './tv-view.ts';

/** Lazy module of the hall screen, which phones do not load. */
export interface ScreenModule {
  tvView: typeof tvView;
  styles: CSSResult;
}

export const screen: ScreenModule = { tvView, styles: screenStyles };
