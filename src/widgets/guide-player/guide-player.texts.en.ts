import type { GuideTexts } from './guide-player.texts.ts';

export const guideEnglish: GuideTexts = {
  list: 'How to do it',
  search: 'What do you need to do?',
  searchHint: 'Type a few letters, accents are not needed. For instance: khai sinh, sao y',
  found: count => `${count} ${count === 1 ? 'guide' : 'guides'}`,
  none: 'There is no guide for this yet',
  otherWords: 'Please enter other words, or call us.',
  allGuides: 'Show all guides',
  more: left => `Show more (${left} left)`,
  watchedTo: time => `Watched to ${time}`,
  back: 'Other guides',
  notFound: 'This guide was not found. It may have been removed. Please choose another guide.',

  length: (minutes, seconds) => [minutes && `${minutes} min`, seconds && `${seconds} s`].filter(Boolean).join(' '),
  size: megabytes => `${megabytes.toFixed(1)} MB`,
  steps: count => `${count} ${count === 1 ? 'step' : 'steps'}`,
  watch: (length, size) => `Watch the video (${length}, ${size})`,
  goOn: time => `Go on from ${time}`,
  fromStart: 'Watch from the start',
  saving: size =>
    `Your connection is slow or charged by data used. Please read the steps below, without loading the video of ${size}.`,
  noFilm: 'This guide has no video that this device can show. Please read the steps below.',
  filmFailed: 'The video cannot be opened. Please read the steps below, they say the same.',
  filmCut: 'The video broke off. Please read on in the steps below, they say the same.',
  captionsFailed: 'The captions of the video could not be loaded. Please read the steps below.',
  repeat: 'Hear this sentence again',
  settings: 'Captions and speed',
  captionSize: 'Size of captions',
  sizes: ['Medium', 'Large', 'Very large'],
  captionPlace: 'Place of captions',
  places: {
    below: 'Below the video',
    bottom: 'In the video, at the bottom',
    top: 'In the video, at the top',
    off: 'None',
  },
  speed: 'Speed',
  speeds: { '0.75': 'Slow', '1': 'Normal', '1.25': 'Fast', '1.5': 'Very fast' },
  language: 'Language',
  languages: { vi: 'Vietnamese', en: 'English', km: 'Khmer', zh: 'Chinese' },

  outdated: {
    'procedure-changed': 'Old video: the procedure has changed',
    'procedure-replaced': 'Old video: this procedure has been replaced by another',
    expired: 'Old video: this guide has expired',
  },
  since: day => `Since ${day}.`,
  askFirst: 'Please ask before you get papers ready.',
  instead: 'See the new guide',

  papers: 'Papers to get ready',
  papersHint: 'Tick the papers that you have. The ticks stay on this device only.',
  paper: (name, originals, copies) => {
    const parts = [
      originals && `${originals} ${originals === 1 ? 'original' : 'originals'}`,
      copies && `${copies} ${copies === 1 ? 'copy' : 'copies'}`,
    ].filter(Boolean);
    return parts.length ? `${name} (${parts.join(', ')})` : name;
  },
  have: (count, of) => `${count} of ${of} ready`,
  haveAll: 'All papers are ready.',
  book: 'Book an appointment for this',
  wipe: 'Remove the ticks from this device',
  explained: time => `Watch the explanation (${time})`,

  all: 'The steps',
  allHint: 'Press a sentence to watch that part of the video.',
  step: (number, title) => `${number}. ${title}`,
  from: time => `Watch ${time}`,
  find: 'Find in this guide',
  sentences: count => (count ? `${count} ${count === 1 ? 'sentence' : 'sentences'}` : 'No sentence'),

  helped: 'Did this guide help you?',
  yes: 'Yes, I understand',
  no: 'Not yet',
  which: 'Which step is unclear?',
  anyStep: 'I do not remember which',
  sending: 'Sending…',
  thanks: 'Thank you. We have noted it.',
  write: 'Send feedback',
  reviewed: (publisher, day) => `Checked by ${publisher} on ${day}.`,
};
