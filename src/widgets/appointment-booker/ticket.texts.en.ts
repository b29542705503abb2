import type { TicketTexts } from './ticket.texts.ts';

export const ticketEnglish: TicketTexts = {
  visitStates: {
    onTheWay: 'The officer is on the way',
    received: 'The officer has taken the papers',
    returned: 'The result was handed over',
  },
  doorHint: 'The officer has to say this code. If not, please do not open, and call us.',
  visitHint: (phone, returns) =>
    `${phone ? `The officer calls before from ${phone}. ` : ''}${returns}. Pay only against a receipt. Lend nobody a phone with VNeID.`,
  turn: (from, to) => `It will be your turn at about ${from}–${to}`,
  stillBooked: number =>
    `The earlier appointment (number ${number}) could not be cancelled. Please call to cancel it, or you hold both places.`,
  yours: 'Your appointment',
  tell: 'When you come, read out this number or show the QR code.',
  qr: number => `QR code of appointment ${number}`,
  bring: 'Papers to have ready',
  paper: (name, originals, copies) => {
    const parts = [
      originals && `${originals} ${originals === 1 ? 'original' : 'originals'}`,
      copies && `${copies} ${copies === 1 ? 'copy' : 'copies'}`,
    ].filter(Boolean);
    return parts.length ? `${name} (${parts.join(', ')})` : name;
  },
  fee: (amount, unit) => `${amount} đồng${unit && ` / ${unit}`}`,
  feeKinds: { phi: 'Fee', lePhi: 'State charge' },
  free: 'none',
  feeUnknown: 'as the province has set it',
  fees: 'Fees',
  ics: 'Add to the calendar',
  print: 'Print the ticket',
  picture: 'Save as a picture',
  move: 'Change day or time',
  cancel: 'Cancel the appointment',
  cancelled: 'This appointment is cancelled',
  over: 'This appointment can no longer be moved or cancelled online.',
  keptCopy: 'A copy kept on this device. The office could not be asked again just now.',
  dropKept: 'Remove from this device',
  dropTitle: 'Remove this appointment from the device?',
  dropHint:
    'The appointment stays, but this device can no longer open it to move or cancel it. Note the number, or save the ticket as a picture, first.',
  dropYes: 'Remove it',
  dropNo: 'Keep it here',
  notFound: 'No appointment belongs to this link.',
  inLine: 'You are waiting for a place',

  ahead: count => (count ? `${count} ${count === 1 ? 'person is' : 'people are'} before you` : 'You are the first'),
  lineHint: phone =>
    `When a place becomes free, we keep it for you and send a message to ${phone}. Open this page again to take it, or call us.`,
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
};
