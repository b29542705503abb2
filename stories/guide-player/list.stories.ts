import type { Meta } from '@storybook/web-components-vite';
import { see, type } from '../support/acts.ts';
import { guides, manyGuides } from '../support/guide-fixtures.ts';
import { common, list } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Guide player/List' };
export default meta;

export const Choose = list(async canvas => see(canvas, '.row'));
export const NothingFound = list(
  async canvas => {
    await see(canvas, '.empty');
    await type(canvas, 'search', 'xây nhà');
    await see(canvas, '.empty button');
  },
  { '/guides': { guides: [], total: 0 } },
);
export const FiveHundred = list(async canvas => see(canvas, '.row'), { '/guides': manyGuides });
export const NoList = list(async canvas => see(canvas, '[part=failure]'), { '/guides': 'unavailable' });
export const Guides = {
  ...list(async canvas => see(canvas, '.row'), { '/guides': guides }),
  globals: { language: 'en' },
};
