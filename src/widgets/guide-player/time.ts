import type { GuideTexts } from './guide-player.texts.ts';

/** `1 phút 5 giây` */
export const lengthOf = (text: GuideTexts, seconds: number): string =>
  text.length(Math.floor(Math.round(seconds) / 60), Math.round(seconds) % 60);

/** `1 phút 5 giây · 4 bước` */
export const about = (text: GuideTexts, seconds: number, steps: number): string =>
  [lengthOf(text, seconds), text.steps(steps)].join(' · ');
