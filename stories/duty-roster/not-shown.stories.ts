import type { Meta } from '@storybook/web-components-vite';
import { see } from '../support/acts.ts';
import { roster } from '../support/duty-fixtures.ts';
import { common, type Story, path, story } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Duty roster/Not shown' };
export default meta;

export const PlanRunOut = story({ [path]: roster('2026-12-20T09:00:00+07:00') }, async canvas =>
  see(canvas, '.stopped'),
);
export const Pending: Story = { parameters: { connection: 'slow' } };
export const NotOffered = story({ [path]: 'not-offered' }, async canvas => see(canvas, '[part=call]'));
export const Offline: Story = {
  parameters: { connection: 'offline' },
  play: async ({ canvasElement }) => see(canvasElement, '[part=failure]'),
};
export const Refusing: Story = {
  parameters: { connection: 'refusing' },
  play: async ({ canvasElement }) => see(canvasElement, '[part=failure]'),
};
