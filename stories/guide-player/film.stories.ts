import type { Meta } from '@storybook/web-components-vite';
import { press, see } from '../support/acts.ts';
import { common, type Story, story, opened, playing, set } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Guide player/Film' };
export default meta;

export const Playing = story(playing);
export const CaptionsInThePicture = story(async canvas => {
  await playing(canvas);
  await press(canvas, 'summary');
  await set(canvas, 'caption-place', 'bottom');
  await set(canvas, 'caption-size', '2');
});
export const VeryLargeCaptions = story(async canvas => {
  await playing(canvas);
  await set(canvas, 'caption-size', '2');
});
export const FilmIsMissing = opened(
  { sources: [{ url: 'none.webm', type: 'video/webm', bytes: 1_200_000 }] },
  async canvas => {
    await see(canvas, '.play');
    await press(canvas, '.play');
    await see(canvas, '[part=failure]');
  },
);
export const CaptionsAreMissing = opened(
  { captions: [{ lang: 'vi', url: new URL('none.vtt', location.href).href }] },
  async canvas => {
    await see(canvas, '.play');
    await press(canvas, '.play');
    await see(canvas, 'video + .hint');
  },
);
export const English: Story = { ...story(playing), globals: { language: 'en' } };
