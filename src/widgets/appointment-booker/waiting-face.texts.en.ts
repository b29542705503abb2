import type { LineTexts } from './waiting-face.texts.ts';

export const lineEnglish: LineTexts = {
  ahead: count => (count ? `${count} ${count === 1 ? 'person is' : 'people are'} before you` : 'You are the first'),
  lineHint: phone =>
    `When a place becomes free, we keep it for you and send a message to ${phone}. Open this page again to take it, or call us.`,
  offered: 'There is a place for you',
  offeredUntil: when => `Please take it before ${when}. After that it is offered to the next.`,
  take: 'Take this place',
  taking: 'Taking the place…',
  refuse: 'Leave it to the next',
  leave: 'Stop waiting',
  leaving: 'Telling the office…',
  lineEnded: 'No longer waiting',
  lineEnds: {
    expired: 'The time to take the place is over. It was offered to the next.',
    left: 'You have left the waiting list.',
    over: 'No place is left in this session.',
  },
  notHeldBecause: reason => `The office does not hold this session: ${reason}`,
  nextFree: when => `The next with a free place: ${when}`,
  otherSession: 'Choose another session',
  cancelledBy: reason => `The office had to cancel it: ${reason}`,
  arrived: 'You have come to this appointment.',
  missed: 'This appointment is over.',
  lineNotFound: 'This turn in the waiting list was not found.',
  cancelTitle: 'Cancel this appointment?',
  cancelYes: 'Cancel it',
  cancelling: 'Cancelling…',
  cancelNo: 'Keep it',
  confirmMove: 'Move to this time',
};
