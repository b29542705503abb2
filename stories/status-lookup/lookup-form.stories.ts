import type { Meta } from '@storybook/web-components-vite';
import { press, see, type } from '../support/acts.ts';
import { capabilities, dossier } from '../support/fixtures.ts';
import { common, type Story, refused } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Status lookup/Lookup form' };
export default meta;

export const Empty: Story = {};
export const Missing: Story = {
  play: async ({ canvasElement }) => {
    await see(canvasElement, '.primary ~ .link');
    await press(canvasElement, 'button.primary');
  },
};
export const NotFound = refused('dossier-not-found');
export const Waiting: Story = {
  parameters: { answers: { '/dossiers/read': dossier() } },
  play: async ({ canvasElement, globals }) => {
    await see(canvasElement, globals['connection'] === 'fine' ? '.primary ~ .link' : '#factor');
    await type(canvasElement, 'code', 'H29.132-261118-0042');
    await type(canvasElement, 'factor', '0042');
    const portal = canvasElement.querySelector('mc-portal') as unknown as { fetch: typeof fetch };
    portal.fetch = (_, init) =>
      new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))));
    await press(canvasElement, 'button.primary');
  },
};
export const TooManyTries = refused('too-many-requests');
export const ServerFails = refused('internal');
export const BackendDown: Story = {
  parameters: { connection: 'offline' },
  play: async ({ canvasElement }) => see(canvasElement, '[part=failure]'),
};
export const BackendRefuses: Story = {
  parameters: { connection: 'refusing' },
  play: async ({ canvasElement }) => see(canvasElement, '[part=failure]'),
};
export const NotOffered: Story = { parameters: { answers: { '/capabilities': { ...capabilities, lookup: null } } } };

/** A list of a support team. */
export const SeveralCodes: Story = {
  parameters: { answers: { '/dossiers/read': dossier() } },
  play: async ({ canvasElement }) => {
    await press(canvasElement, '#more-codes');
    await type(canvasElement, 'codes', 'H29.132-261118-0042 0042\nH29.132-261118-0043 0043\nH29.132-261118-0044');
    await press(canvasElement, 'form .primary');
    await see(canvasElement, '.tools button:nth-child(2)');
  },
};

/** What the office has put on the widget, for all of its pages. */
const says = (state: 'notice' | 'paused', vi: string): Story => ({
  parameters: {
    answers: {
      '/capabilities': {
        ...capabilities,
        widgets: [
          {
            ...{ tag: 'mc-status-lookup', state, text: { vi } },
            ...{ until: '2026-11-23T13:00:00+07:00', phone: '0254 385 0000' },
          },
        ],
      },
    },
  },
  play: async ({ canvasElement }) => see(canvasElement, '[part=notice]'),
});
export const Noticed = says('notice', 'Sáng nay tra cứu có thể chậm. Xin Ông/Bà thử lại sau nếu chưa thấy hồ sơ.');
export const Paused = says('paused', 'Máy chủ được nâng cấp trong sáng nay.');
