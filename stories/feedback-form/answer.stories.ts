import type { Meta } from '@storybook/web-components-vite';
import { opinion } from '../support/fixtures.ts';
import { common, type Story, track } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Feedback form/Answer' };
export default meta;

export const AnswerEmpty: Story = { args: { kind: 'answer' } };
export const AnswerWaiting = track(opinion());
export const Answered = track(
  opinion({
    status: 'answered',
    answer: {
      at: '2026-11-23T10:00:00+07:00',
      by: 'Phường Vũng Tàu',
      text: 'Cảm ơn Ông/Bà. Từ tuần sau phường mở thêm quầy số 4 vào sáng thứ Hai.',
    },
  }),
);
export const AnswerNotFound = track('opinion-not-found');
