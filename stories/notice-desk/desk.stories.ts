import type { Meta } from '@storybook/web-components-vite';
import { press, see, type } from '../support/acts.ts';
import { answers, atDesk, common, type Story } from './acts.ts';

const meta: Meta = { ...common, title: 'Officer/Notice desk/Desk' };
export default meta;

const list = answers['/notices/list'];
const take = async (canvas: HTMLElement) => press(canvas, '.call-row button');

export const SignIn: Story = { parameters: { answers } };
export const CodeMissing: Story = {
  parameters: { answers },
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'form .primary');
    await see(canvasElement, '#code-error');
  },
};
export const CodeIsWrong: Story = {
  parameters: { answers: { ...answers, '/notices/session': 'ticket-not-valid' } },
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'code', '12345678');
    await press(canvasElement, 'form .primary');
    await see(canvasElement, '[part=failure]');
  },
};
export const Queue = atDesk();
export const NobodyToCall = atDesk({
  '/notices/list': { ...list, notices: [], counts: { open: 0, later: 0, done: 7 } },
});
export const Calling = atDesk({}, async canvas => {
  await take(canvas);
  await see(canvas, '#outcomes');
});
export const SomebodyWasFaster = atDesk(
  { '/notices/claim': { refused: 'already-claimed', detail: 'Lê Minh' } },
  async canvas => {
    await take(canvas);
    await see(canvas, '#message');
  },
);
export const OutcomeMissing = atDesk({}, async canvas => {
  await take(canvas);
  await press(canvas, 'form .primary');
  await see(canvas, '#outcomes-error');
});
export const ClaimIsOver = atDesk({ '/notices/record': { refused: 'not-claimed' } }, async canvas => {
  await take(canvas);
  await press(canvas, '#outcomes input');
  await press(canvas, 'form .primary');
  await see(canvas, '.yours');
});
export const Report = atDesk({}, async canvas => {
  await press(canvas, '.tabs button:last-child');
  await see(canvas, '.bars');
});
export const ListDoesNotCome = atDesk({ '/notices/list': 'unavailable' });
export const Offline: Story = {
  parameters: { connection: 'offline' },
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'code', '12345678');
    await press(canvasElement, 'form .primary');
    await see(canvasElement, '[part=failure]');
  },
};
