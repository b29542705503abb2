import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import manifest from '../dist/custom-elements.json';
import { page } from '../stories/support/page.ts';

setCustomElementsManifest(manifest);

const toolbar = (title: string, icon: string, items: { value: string; title: string }[]) => ({
  toolbar: { title, icon, items, dynamicTitle: true },
});

const preview: Preview = {
  decorators: [page],
  initialGlobals: { theme: 'default', language: 'vi', textSize: '1.125em', connection: 'fine' },
  globalTypes: {
    theme: toolbar('Theme', 'paintbrush', [
      { value: 'default', title: 'Default' },
      { value: 'national', title: 'National red and gold' },
      { value: 'quiet', title: 'Quiet blue' },
      { value: 'contrast', title: 'High contrast' },
      { value: 'large', title: 'Large type' },
      { value: 'dark', title: 'Dark' },
    ]),
    language: toolbar('Language', 'globe', [
      { value: 'vi', title: 'Tiếng Việt' },
      { value: 'en', title: 'English' },
    ]),
    textSize: toolbar('Text size', 'zoom', [
      { value: '1.125em', title: '100 %' },
      { value: '1.4em', title: '125 %' },
      { value: '2.25em', title: '200 %' },
    ]),
    connection: toolbar('Connection', 'transfer', [
      { value: 'fine', title: 'Fine' },
      { value: 'slow', title: 'Slow' },
      { value: 'offline', title: 'Offline' },
      { value: 'refusing', title: 'Refusing' },
    ]),
  },
  parameters: {
    a11y: { test: 'error' },
    layout: 'padded',
    options: { storySort: { order: ['Start', ['Một Cửa', 'Which widget', 'Words'], 'Look', 'Citizen', 'Officer'] } },
  },
};

export default preview;
