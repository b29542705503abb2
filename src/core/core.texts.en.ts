import type { CoreTexts } from './core.texts.ts';

export const coreEnglish: CoreTexts = {
  call: phone => `Call ${phone}`,
  again: 'Try again',
  slow: 'The network is slow, still loading. Please wait a little longer.',
  proving:
    'Too much is being sent at the moment, so your device first has to do a calculation, which may take a few minutes. Please wait and keep this page open.',
  offline: 'The server cannot be reached. Please check your connection and try again. What you typed is still here.',
  'timed-out': 'The server has not answered. Please try again in a few minutes. What you typed is still here.',
  'not-json': 'The network leads to another page. Please sign in to the Wi-Fi or use mobile data, then try again.',
  malformed: 'The system has a problem at the moment. Please try again in a few minutes. What you typed is still here.',
  unknown: 'It is not clear whether it was sent. Please send again: if it has arrived, it is not recorded twice.',
  unsure: 'It is not clear whether the office has received it. Please do not send again but call and ask.',
  tooMany: wait => `There have been many attempts in the last few minutes. Please try again in ${wait}.`,
  busy: wait => `The server is busy. Please try again in ${wait}. What you typed is still here.`,
  seconds: count => `${count} ${count === 1 ? 'second' : 'seconds'}`,
  minutes: count => `${count} ${count === 1 ? 'minute' : 'minutes'}`,
  notOffered: 'This office does not offer this service online yet. Please come to the desk or call the office.',
  internal: 'This cannot be done now. Please try again in a few minutes.',
  paused: 'Paused.',
  until: moment => `Until ${moment}.`,
  kept: 'What you have typed is kept. This opens again by itself.',
  requestId: id => `Incident number: ${id}`,
};
